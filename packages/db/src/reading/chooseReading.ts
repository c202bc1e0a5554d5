import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { chosen, type ReadingChoice } from './ReadingChoice.ts'

/** What is read: cycles, their levels under a user mode, or every parameter of every sub-profile. */
export type Reading = 'cycles' | 'levels' | 'expert'

const from: Readonly<Record<Reading, FragmentSqlToken>> = {
  cycles: sql.fragment`argo.cycles`,
  // Those of argo.sources (migration 0020). Joined, all of its millions of rows would be read for a month.
  levels: sql.fragment`(
    select * from profiles
    where profile_index = 0 and source_kind in ('core', 'synthetic')
      or source_kind = 'bgc' and exists (select from argo.sources s where s.profile_id = profiles.profile_id)) as sources`,
  expert: sql.fragment`profiles`,
}
const order: Readonly<Record<Reading, FragmentSqlToken>> = {
  cycles: sql.fragment`platform_number, cycle_number, direction`,
  levels: sql.fragment`platform_number, cycle_number, direction, source_kind, profile_index`,
  expert: sql.fragment`platform_number, cycle_number, direction, source_kind, profile_index`,
}
/** What a row of the profile takes: of a cycle that is one, of the others so many levels. */
const size: Readonly<Record<Reading, FragmentSqlToken>> = {
  cycles: sql.fragment`1`,
  levels: sql.fragment`level_count`,
  expert: sql.fragment`level_count`,
}
const row = z.object({ ids: z.array(z.number()), sizes: z.array(z.number()) })
/** Profiles in order, and what each takes. */
export type ChosenReading = z.output<typeof row>

/**
 * The profiles that are to be read, by float and cycle, at most so many. An id names one version of a profile, so the
 * list says what an answer will hold.
 *
 * @param leftOut how many come before them.
 */
export async function chooseReading(
  database: Database,
  reading: Reading,
  choice: ReadingChoice,
  most: number,
  leftOut = 0,
): Promise<ChosenReading> {
  return asDatabaseWork('Choosing profiles', () =>
    database.pool.one(sql.type(row)`
      select coalesce(array_agg(profile_id), '{}') as ids, coalesce(array_agg(size), '{}') as sizes from (
        select profile_id, ${size[reading]} as size from ${from[reading]} where ${chosen(choice)} order by ${order[reading]} limit ${most} offset ${leftOut}) as one`),
  )
}

/** The floats of which a cycle is chosen, by number. */
export async function chooseFloats(database: Database, choice: ReadingChoice): Promise<readonly string[]> {
  const { platforms, ...rest } = choice
  const all = Object.values(rest).every((value) => value === undefined)
  return asDatabaseWork('Choosing floats', async () => {
    const found = await database.pool.anyFirst(sql.type(z.object({ platform_number: z.string() }))`
      select platform_number from floats where ${chosen({ ...nothing, platforms })} and (${all} or exists (
        select from (select * from argo.cycles c where c.platform_number = floats.platform_number) as cycle
        where ${chosen({ ...rest, platforms: undefined })}))
      order by platform_number collate "C"`)
    return found
  })
}

const nothing: ReadingChoice = {
  ...{ platforms: undefined, box: undefined, polygon: undefined, from: undefined, until: undefined },
  ...{ cycles: undefined, direction: undefined },
}
