import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const flag = z.number().nullable()

/** A profile as it is listed. Time in milliseconds since 1970-01-01T00:00Z, position in degrees. */
export const profileRow = z.object({
  profile_id: z.number(),
  dataset_id: z.number().nullable(),
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  source_kind: z.enum(['core', 'bgc', 'synthetic']),
  profile_index: z.number(),
  timestamp: z.number().nullable(),
  juld_qc: flag,
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  position_qc: flag,
  position_invalid: z.boolean(),
  data_mode: z.enum(['R', 'A', 'D']),
  vertical_sampling_scheme: z.string().nullable(),
  level_count: z.number(),
  outlier_count: int8,
  /** Of these, levels that failed by nothing but bit 0. */
  out_of_bounds_count: int8,
  failed_tests: z.number(),
})
export type ProfileRow = z.output<typeof profileRow>

/** What a `profileRow` is selected by, from `profiles as profile`. */
export const profileColumns = sql.fragment`
  profile.profile_id, profile.dataset_id, platform_number, cycle_number, direction, source_kind, profile_index,
  "timestamp", juld_qc, latitude, longitude, position_qc, position_invalid, data_mode, vertical_sampling_scheme,
  level_count, failed_tests,
  levels.outlier_count, levels.out_of_bounds_count`
/** The counts of the profile's flagged levels, to be joined with it. */
export const levelCounts = sql.fragment`cross join lateral (
  select count(*) filter (where is_outlier) as outlier_count,
    count(*) filter (where outlier_tests = 1) as out_of_bounds_count
  from measurements as level where level.profile_id = profile.profile_id) as levels`

/** The order in which profiles are listed. */
export const byFloatAndCycle = sql.fragment`platform_number, cycle_number, direction desc, source_kind, profile_index`

/** Of what profiles are read: of datasets (of a zip those of its members), of all that have a name, of a float. */
export type ProfilesOf =
  | { readonly datasets: readonly number[] }
  | { readonly name: string }
  | { readonly platform: string }

/** Whether the database has a profile from there. */
export function isOf(of: ProfilesOf): FragmentSqlToken {
  if ('platform' in of) return sql.fragment`profile.platform_number = ${of.platform}`
  const given =
    'name' in of
      ? sql.fragment`select dataset_id from datasets where name = ${of.name} and is_active`
      : sql.fragment`select unnest(${sql.array([...of.datasets], 'int4')})`
  return sql.fragment`profile.dataset_id in (
    ${given} union select dataset_id from datasets where parent_dataset_id in (${given}))`
}

/** The profiles that are in the database as these datasets (or members of these zips) have them, by float and cycle. */
export function listProfiles(
  database: Database,
  of: ProfilesOf,
  limit: number,
  offset: number,
): Promise<{ profiles: ProfileRow[]; total: number }> {
  const from = sql.fragment`from profiles as profile where ${isOf(of)}`
  return asDatabaseWork('Listing profiles', async () => {
    const [profiles, total] = await Promise.all([
      database.pool.any(sql.type(profileRow)`
        select ${profileColumns} from (
          select * ${from} order by ${byFloatAndCycle} limit ${limit} offset ${offset}
        ) as profile ${levelCounts}
        order by ${byFloatAndCycle}`),
      database.pool.oneFirst(sql.type(z.object({ count: int8 }))`select count(*) as count ${from}`),
    ])
    return { profiles: [...profiles], total }
  })
}
