import { outage } from '@floatchat/contracts/IngestionError'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import type pg from 'pg'
import type { MigrationFile } from './migrationFiles.ts'

/** How long a migration waits for the locks of its tables. */
export interface LockPatience {
  /**
   * How long one try waits, milliseconds. While it waits, everybody who wants the table waits behind it, readers
   * too: short enough that nobody notices. Default 2 s.
   */
  readonly lockTimeoutMs?: number
  /** How long it is tried, milliseconds: the longest transactions of the writer must end in this time. Default 5 min. */
  readonly patienceMs?: number
}

const tooLongFor = new Set([
  '55P03', // lock_not_available
  '40P01', // deadlock_detected
])

/**
 * Runs one migration and records it. Where a table that it changes is in use it is rolled back and tried again.
 *
 * @throws IngestionError DATABASE_UNAVAILABLE where it never got its locks: it names the transactions that were open
 */
export async function applyMigration(
  client: pg.Client,
  migration: MigrationFile,
  { lockTimeoutMs = 2_000, patienceMs = schedules.migration.patienceMs }: LockPatience,
): Promise<void> {
  const start = performance.now()
  try {
    await tryAgain({ ...schedules.migration, patienceMs }, { mayPass: wasInUse }, async () => {
      const left = patienceMs - (performance.now() - start)
      // An index built concurrently waits for transactions without holding anybody up, and begins anew when broken off.
      const timeout = migration.inTransaction ? Math.min(lockTimeoutMs, left) : left
      await run(client, migration, Math.max(1, Math.ceil(timeout)))
    })
  } catch (error) {
    if (!wasInUse(error)) throw error
    throw outage('DATABASE_UNAVAILABLE', await sentence(client, migration, patienceMs), error)
  }
}

function wasInUse(error: unknown): boolean {
  return tooLongFor.has((error as { code?: string }).code ?? '')
}

async function run(client: pg.Client, { name, sha256, statements, inTransaction }: MigrationFile, timeoutMs: number) {
  await client.query("select set_config('lock_timeout', $1, false)", [`${timeoutMs}ms`])
  try {
    if (inTransaction) await client.query('begin')
    for (const statement of statements) await client.query(statement)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
    if (inTransaction) await client.query('commit')
  } catch (error) {
    // Without a connection there is nothing to roll back, and the first error says more.
    if (inTransaction) await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.query('reset lock_timeout').catch(() => {})
  }
}

/** Says who was in the way, as far as it can be seen afterwards: the oldest open transactions. */
async function sentence(
  client: pg.Client,
  { name, inTransaction }: MigrationFile,
  patienceMs: number,
): Promise<string> {
  const { rows } = await client.query<{ pid: number; application_name: string; state: string; seconds: number }>(
    `select pid, application_name, state, round(extract(epoch from now() - xact_start))::integer as seconds
     from pg_stat_activity
     where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
     order by xact_start limit 3`,
  )
  const open = rows.map(
    ({ pid, application_name, state, seconds }) =>
      `${application_name || 'unnamed'} (pid ${pid}, ${state}, ${seconds} s)`,
  )
  const who = open.length === 0 ? 'None is open now' : `The oldest open transactions: ${open.join(', ')}`
  return (
    `The migration '${name}' did not get the locks of its tables within ${Math.round(patienceMs / 1000)} s. ` +
    `${inTransaction ? 'Nothing' : 'Perhaps a part'} of it has been done. ${who}. Run it again when they have ended.`
  )
}
