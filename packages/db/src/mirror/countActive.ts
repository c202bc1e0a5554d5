import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

/** How many of the datasets count. */
export function countActive(database: Database, datasets: readonly number[]): Promise<number> {
  return asDatabaseWork('Looking at datasets', () =>
    database.pool.oneFirst(sql.type(z.object({ count: int8 }))`
      select count(*) as count from datasets
      where is_active and dataset_id = any(${sql.array([...datasets], 'int4')})`),
  )
}
