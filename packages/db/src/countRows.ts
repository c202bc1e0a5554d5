import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from './connectDatabase.ts'

const tables = [
  'floats',
  'datasets',
  'profiles',
  'measurements',
  'profile_variables',
  'float_positions',
  'ingestion_jobs',
] as const

/** Rows of each table, counted one by one: for people, not for anything frequent. */
export async function countRows({ pool }: Database): Promise<Record<(typeof tables)[number], number>> {
  const counts = await Promise.all(
    tables.map(async (table) => {
      const query = sql.type(z.object({ count: z.coerce.number() }))
      const { count } = await pool.one(query`select count(*) from ${sql.identifier([table])}`)
      return [table, count] as const
    }),
  )
  // One entry for each table of the list.
  return Object.fromEntries(counts) as Record<(typeof tables)[number], number>
}
