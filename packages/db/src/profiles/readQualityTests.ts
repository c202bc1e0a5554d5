import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

/** What a bit of `failed_tests` and `outlier_tests` stands for. */
const qualityTestRow = z.object({
  bit: z.number(),
  test: z.number().nullable(),
  name: z.string(),
  judges: z.string(),
  source: z.string(),
  is_run: z.boolean(),
})

/** The table of quality tests, in the order of the bits. */
export function readQualityTests({ pool }: Database): Promise<readonly z.output<typeof qualityTestRow>[]> {
  return asDatabaseWork('Reading the quality tests', () =>
    pool.any(sql.type(qualityTestRow)`select bit, test, name, judges, source, is_run from quality_tests order by bit`),
  )
}
