import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

/** Datasets of a source that a mirror which was stopped has asked to withdraw, and that still count. */
export function pendingWithdrawals(database: Database, sourceId: number): Promise<readonly number[]> {
  return asDatabaseWork('Looking for requests that are under way', () =>
    database.pool.anyFirst(sql.type(z.object({ dataset_id: z.number() }))`
      select distinct dataset_id from withdrawals
      join mirror_datasets using (dataset_id) join datasets using (dataset_id)
      where mirror_datasets.source_id = ${sourceId} and kind = 'withdraw' and done_at is null and is_active`),
  )
}
