import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { chosen, type ReadingChoice } from './ReadingChoice.ts'
import { headColumns, headRow, type ProfileHead } from './readProfileHeads.ts'

export interface TabledapChoice {
  readonly sourceKind: 'core' | 'synthetic'
  readonly choice: ReadingChoice
  readonly columns: readonly (keyof ProfileHead)[]
  readonly most: number
}

const partial = headRow.partial()
/** Some of what is known of a profile. */
export type SomeHead = z.output<typeof partial>
const sized = partial.extend({ profile_id: z.number(), level_count: z.number() })

/** Profiles by time, with some of their columns and how many levels each has; at most so many. */
export function readTabledapProfiles(
  { pool }: Database,
  { sourceKind, choice, columns, most }: TabledapChoice,
): Promise<readonly z.output<typeof sized>[]> {
  const names = columns.filter((name) => name !== 'profile_id')
  const list = [sql.fragment`profile_id`, sql.fragment`level_count`, ...headColumns(names)]
  return asDatabaseWork('Choosing profiles', () =>
    pool.any(sql.type(sized)`
      select ${sql.join(list, sql.fragment`, `)} from profiles
      where source_kind = ${sourceKind} and ${chosen(choice)} order by "timestamp", profile_id limit ${most}`),
  )
}

/** The different combinations that some columns of the profiles have; at most so many. */
export function readTabledapDistinct(
  { pool }: Database,
  { sourceKind, choice, columns, most }: TabledapChoice,
): Promise<readonly SomeHead[]> {
  return asDatabaseWork('Choosing profiles', () =>
    pool.any(sql.type(partial)`
      select distinct ${sql.join(headColumns(columns), sql.fragment`, `)} from profiles
      where source_kind = ${sourceKind} and level_count > 0 and ${chosen(choice)} limit ${most}`),
  )
}
