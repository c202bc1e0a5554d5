import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const purged = z.object({ withdrawal_id: z.number(), key: z.string().nullable() })

/**
 * Purges whose raw bytes are still to be removed, and the object of each; null where there is none, or another dataset
 * that is not purged has the same.
 */
export function findPurgedBytes({ pool }: Database, atMost: number): Promise<readonly z.output<typeof purged>[]> {
  return asDatabaseWork('Looking for purged files', () =>
    pool.any(sql.type(purged)`
      select withdrawals.withdrawal_id, case when not exists (
          select from datasets other
          where other.raw_file_sha256 = d.raw_file_sha256 and other.raw_file_path = d.raw_file_path
            and other.dataset_id <> d.dataset_id and not exists (
              select from withdrawals w where w.dataset_id = other.dataset_id and w.kind = 'purge'))
        then raw_file_path end as key
      from withdrawals join datasets d using (dataset_id)
      where kind = 'purge' and bytes_removed_at is null order by 1 limit ${atMost}`),
  )
}

export function markBytesRemoved({ pool }: Database, withdrawalIds: readonly number[]): Promise<void> {
  return asDatabaseWork('Noting that purged bytes are removed', async () => {
    await pool.query(sql.unsafe`
      update withdrawals set bytes_removed_at = now()
      where withdrawal_id = any (${sql.array(withdrawalIds, 'int4')}) and bytes_removed_at is null`)
  })
}
