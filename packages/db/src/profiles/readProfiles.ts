import { sql } from 'slonik'
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
  failed_tests: z.number(),
})
export type ProfileRow = z.output<typeof profileRow>

/** What a `profileRow` is selected by, from `profiles as profile`. */
export const profileColumns = sql.fragment`
  profile.profile_id, profile.dataset_id, platform_number, cycle_number, direction, source_kind, profile_index,
  "timestamp", juld_qc, latitude, longitude, position_qc, position_invalid, data_mode, vertical_sampling_scheme,
  level_count, failed_tests,
  (select count(*) from measurements as level where level.profile_id = profile.profile_id and is_outlier) as outlier_count`

/** The order in which profiles are listed. */
export const byFloatAndCycle = sql.fragment`platform_number, cycle_number, direction desc, source_kind, profile_index`

/** Whether the database has a profile from this dataset, or from a member of this zip. */
export const ofDataset = (datasetId: number) => sql.fragment`profile.dataset_id in (
  select dataset_id from datasets where dataset_id = ${datasetId} or parent_dataset_id = ${datasetId})`

/** The profiles that are in the database as this dataset (or a member of this zip) has them, by float and cycle. */
export function listProfiles(
  database: Database,
  datasetId: number,
  limit: number,
  offset: number,
): Promise<{ profiles: ProfileRow[]; total: number }> {
  const from = sql.fragment`from profiles as profile where ${ofDataset(datasetId)}`
  return asDatabaseWork('Listing profiles', async () => {
    const [profiles, total] = await Promise.all([
      database.pool.any(sql.type(profileRow)`
        select ${profileColumns} ${from}
        order by ${byFloatAndCycle}
        limit ${limit} offset ${offset}`),
      database.pool.oneFirst(sql.type(z.object({ count: int8 }))`select count(*) as count ${from}`),
    ])
    return { profiles: [...profiles], total }
  })
}
