import type { Database } from '@floatchat/db/connectDatabase'
import { sql } from 'slonik'
import { z } from 'zod'

const numbers = z.array(z.number().nullable()).nullable()
const variable = z.object({
  data_mode: z.string(),
  raw: numbers,
  qc: z.string().nullable(),
  adjusted: numbers,
  adjusted_qc: z.string().nullable(),
  adjusted_error: numbers,
  failed_tests: numbers,
})
const row = z.object({
  key: z.string(),
  dataset_id: z.number().nullable(),
  data_mode: z.string(),
  seconds: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  level_count: z.number(),
  outliers: z.number(),
  pressure: numbers,
  variables: z.record(z.string(), variable),
})
export type WholeVariable = z.output<typeof variable>
export type WholeProfile = z.output<typeof row>

/** All profiles in the database with everything that can be read of them, by platform, cycle, direction, kind and index. */
export async function wholeProfiles(database: Database): Promise<Map<string, WholeProfile>> {
  const rows = await database.pool.any(sql.type(row)`
    select concat_ws('/', platform_number, cycle_number, direction, source_kind, profile_index) as key, dataset_id,
      data_mode, extract(epoch from timestamp)::float8 as seconds, latitude, longitude, level_count,
      (select count(*)::int from measurements m where m.profile_id = p.profile_id and is_outlier) as outliers,
      (select jsonb_agg(pressure order by level) from measurements m where m.profile_id = p.profile_id) as pressure,
      (select coalesce(jsonb_object_agg(parameter, jsonb_build_object(
         'data_mode', data_mode, 'raw', coalesce(to_jsonb(raw_double), to_jsonb(raw)), 'qc', qc,
         'adjusted', coalesce(to_jsonb(adjusted_double), to_jsonb(adjusted)), 'adjusted_qc', adjusted_qc,
         'adjusted_error', coalesce(to_jsonb(adjusted_error_double), to_jsonb(adjusted_error)),
         'failed_tests', to_jsonb(failed_tests))), '{}')
       from profile_variables v where v.profile_id = p.profile_id) as variables
    from profiles p`)
  return new Map(rows.map((profile) => [profile.key, profile]))
}
