import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

// Names the lock of who sends the changes among the advisory locks of the database.
const changesLock = 4_719

/** Changes sent at once, but for a row that has more. */
const most = 5_000

const listed = z.tuple([
  z.enum(['SHOWN', 'REPLACED', 'WITHDRAWN']),
  ...([z.string(), z.number(), z.enum(['A', 'D']), z.enum(['core', 'bgc', 'synthetic']), z.number()] as const),
  ...([
    z.number().nullable(),
    z.string(),
    z.enum(['R', 'A', 'D']).nullable(),
    z.number().nullable(),
    z.string(),
  ] as const),
])
const row = z.object({ change_id: int8, changes: z.array(listed) })
type Row = z.output<typeof row>

/**
 * Sends the oldest changes in their order, and forgets them when the broker has them. One instance at a time does it;
 * where that dies in between they are sent once more.
 *
 * @returns how many were sent.
 */
export function relayChanges(
  database: Database,
  send: (changes: readonly ProfileChanged[]) => Promise<void>,
): Promise<number> {
  return asDatabaseWork('Sending the changes of profiles', () =>
    database.pool.transaction(async (transaction) => {
      const mine = await transaction.oneFirst(sql.type(z.object({ mine: z.boolean() }))`
        select pg_try_advisory_xact_lock(${changesLock}, 0) as mine`)
      if (!mine) return 0
      const rows = await oldest(transaction)
      if (rows.length === 0) return 0
      const changes = await recordsOf(transaction, rows)
      await send(changes)
      const ids = rows.map(({ change_id }) => change_id)
      await transaction.query(sql.unsafe`delete from profile_changes where change_id = any (${sql.array(ids, 'int8')})`)
      return changes.length
    }),
  )
}

/** Whether changes wait to be sent: one round trip for who looks every second. */
export function changesWait({ pool }: Database): Promise<boolean> {
  return asDatabaseWork('Looking for changes of profiles', () => pool.exists(sql.unsafe`select from profile_changes`))
}

async function oldest(transaction: CommonQueryMethods): Promise<readonly Row[]> {
  return transaction.any(sql.type(row)`
    select change_id, changes
    from (
      select change_id, changes, sum(change_count) over (order by change_id) - change_count as before
      from (select * from profile_changes order by change_id limit 500) as first
    ) as counted
    where before = 0 or before < ${most} order by change_id`)
}

async function recordsOf(transaction: CommonQueryMethods, rows: readonly Row[]): Promise<ProfileChanged[]> {
  const datasets = new Set(rows.flatMap(({ changes }) => changes.flatMap(([, , , , , , dataset]) => dataset ?? [])))
  const files = await transaction.any(
    sql.type(z.object({ dataset_id: z.number(), file_id: z.string().nullable() }))`
      select dataset_id, file_id from datasets where dataset_id = any (${sql.array([...datasets], 'int4')})`,
  )
  const fileOf = new Map(files.map(({ dataset_id, file_id }) => [dataset_id, file_id]))
  return rows.flatMap(({ change_id, changes }) =>
    changes.map(([change, platform_number, cycle_number, direction, source_kind, profile_index, ...rest]) => {
      const [dataset_id, run_id, data_mode, date_update, content_sha256] = rest
      return {
        ...{ change, change_number: change_id },
        ...{ platform_number, cycle_number, direction, source_kind, profile_index },
        // Ids as they stand in columns of type uuid.
        ...{ dataset_id, file_id: fileOf.get(dataset_id ?? 0) ?? null, run_id },
        ...{ data_mode, date_update, content_sha256 },
      } as ProfileChanged
    }),
  )
}
