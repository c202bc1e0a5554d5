import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from './int8.ts'

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

const columns = sql.fragment`
  profile.profile_id, profile.dataset_id, platform_number, cycle_number, direction, source_kind, profile_index,
  "timestamp", juld_qc, latitude, longitude, position_qc, position_invalid, data_mode, vertical_sampling_scheme,
  level_count, failed_tests,
  (select count(*) from measurements as level where level.profile_id = profile.profile_id and is_outlier) as outlier_count`

/** The profiles that are in the database as this dataset (or a member of this zip) has them, by float and cycle. */
export function listProfiles(
  database: Database,
  datasetId: number,
  limit: number,
  offset: number,
): Promise<{ profiles: ProfileRow[]; total: number }> {
  const from = sql.fragment`
    from profiles as profile
    where profile.dataset_id in (
      select dataset_id from datasets where dataset_id = ${datasetId} or parent_dataset_id = ${datasetId})`
  return asDatabaseWork('Listing profiles', async () => {
    const [profiles, total] = await Promise.all([
      database.pool.any(sql.type(profileRow)`
        select ${columns} ${from}
        order by platform_number, cycle_number, direction desc, source_kind, profile_index
        limit ${limit} offset ${offset}`),
      database.pool.oneFirst(sql.type(z.object({ count: int8 }))`select count(*) as count ${from}`),
    ])
    return { profiles: [...profiles], total }
  })
}

const values = z.array(z.number().nullable())

export const variableRow = z.object({
  parameter: z.string(),
  data_mode: z.enum(['R', 'A', 'D']),
  units: z.string().nullable(),
  raw: values.nullable(),
  qc: z.string().nullable(),
  adjusted: values.nullable(),
  adjusted_qc: z.string().nullable(),
  adjusted_error: values.nullable(),
  failed_tests: z.array(z.number()).nullable(),
})

/** The columns of `measurements` that hold values, and those that hold flags. */
export const valueColumns = [
  ...['pressure', 'temperature', 'salinity', 'dissolved_oxygen', 'chlorophyll', 'nitrate', 'ph', 'bbp700'],
  'downwelling_irradiance',
]
export const flagColumns = [
  ...['pres_qc', 'temp_qc', 'psal_qc', 'doxy_qc', 'chla_qc', 'nitrate_qc', 'ph_qc', 'bbp700_qc', 'irradiance_qc'],
]

const levelArrays = z.object({
  level: z.array(z.number()),
  outlier_tests: z.array(z.number()),
  ...Object.fromEntries([...valueColumns, ...flagColumns].map((name) => [name, values])),
})

/** A profile with its measurements, one array a column and one entry a level, and its variables as delivered. */
export interface ProfileContents {
  readonly profile: ProfileRow
  readonly measurements: z.output<typeof levelArrays>
  readonly variables: readonly z.output<typeof variableRow>[]
}

/** The profile, or undefined for an unknown one (or one that a newer version has replaced). */
export function readProfile(database: Database, profileId: number): Promise<ProfileContents | undefined> {
  const arrays = ['level', 'outlier_tests', ...valueColumns, ...flagColumns].map(
    (name) =>
      sql.fragment`coalesce(array_agg(${sql.identifier([name])} order by level), '{}') as ${sql.identifier([name])}`,
  )
  return asDatabaseWork('Reading a profile', async () => {
    const profile = await database.pool.maybeOne(
      sql.type(profileRow)`select ${columns} from profiles as profile where profile_id = ${profileId}`,
    )
    if (profile === null) return undefined
    const [measurements, variables] = await Promise.all([
      database.pool.one(sql.type(levelArrays)`
        select ${sql.join(arrays, sql.fragment`, `)} from measurements where profile_id = ${profileId}`),
      database.pool.any(sql.type(variableRow)`
        select parameter, data_mode, units, raw, qc, adjusted, adjusted_qc, adjusted_error, failed_tests
        from profile_variables where profile_id = ${profileId} order by parameter`),
    ])
    return { profile, measurements, variables }
  })
}
