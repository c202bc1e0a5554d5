import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const row = z.object({
  view: z.string(),
  view_comment: z.string(),
  column: z.string(),
  type: z.string(),
  comment: z.string(),
})
export type DictionaryRow = z.output<typeof row>

/** What schema argo says of itself, a row for each column. */
export function readDictionary({ pool }: Database): Promise<readonly DictionaryRow[]> {
  return asDatabaseWork('Reading the dictionary', () =>
    pool.any(sql.type(row)`
      select view, view_comment, "column", type, comment from argo.dictionary order by view, position`),
  )
}
