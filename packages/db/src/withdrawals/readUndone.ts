import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

/** Of requests to withdraw, restore or purge, those that the writer has not done. */
export function readUndone({ pool }: Database, withdrawals: readonly number[]): Promise<readonly number[]> {
  return asDatabaseWork('Looking which withdrawals are done', () =>
    pool.anyFirst(sql.type(z.object({ withdrawal_id: z.number() }))`
      select withdrawal_id from withdrawals
      where withdrawal_id = any(${sql.array([...withdrawals], 'int4')}) and done_at is null`),
  )
}
