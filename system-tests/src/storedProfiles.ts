import type { Database } from '@floatchat/db/connectDatabase'
import { sql } from 'slonik'
import { z } from 'zod'

const numbers = z.array(z.number().nullable()).nullable()
const variable = z.object({
  parameter: z.string(),
  data_mode: z.string(),
  raw: numbers,
  qc: z.string().nullable(),
  adjusted: numbers,
  adjusted_qc: z.string().nullable(),
})
const row = z.object({
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.string(),
  profile_index: z.number(),
  data_mode: z.string(),
  juld_raw: z.number().nullable(),
  timestamp: z.number().nullable(),
  juld_qc: z.number().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  position_qc: z.number().nullable(),
  level_count: z.number(),
  variables: z.array(variable),
  columns: z.record(z.string(), z.object({ n: z.number(), sum: z.number().nullable() })),
})
export type StoredProfile = z.output<typeof row>

/** Every profile of a dataset with its variables, and what the columns of measurements add up to. */
export async function storedProfiles(database: Database, datasetId: number): Promise<Map<string, StoredProfile>> {
  const rows = await database.pool.any(sql.type(row)`
    select platform_number, cycle_number, direction, profile_index, data_mode, juld_raw, timestamp, juld_qc, latitude,
      longitude, position_qc, level_count,
      (select coalesce(jsonb_agg(to_jsonb(v)), '[]') from profile_variables v where v.profile_id = p.profile_id) as variables,
      (select jsonb_build_object(
         'PRES', jsonb_build_object('n', count(pressure), 'sum', sum(pressure::float8)),
         'TEMP', jsonb_build_object('n', count(temperature), 'sum', sum(temperature::float8)),
         'PSAL', jsonb_build_object('n', count(salinity), 'sum', sum(salinity::float8)),
         'DOXY', jsonb_build_object('n', count(dissolved_oxygen), 'sum', sum(dissolved_oxygen::float8)),
         'CHLA', jsonb_build_object('n', count(chlorophyll), 'sum', sum(chlorophyll::float8)),
         'NITRATE', jsonb_build_object('n', count(nitrate), 'sum', sum(nitrate::float8)),
         'BBP700', jsonb_build_object('n', count(bbp700), 'sum', sum(bbp700::float8)))
       from measurements m where m.profile_id = p.profile_id) as columns
    from profiles p where dataset_id = ${datasetId}`)
  return new Map(
    rows.map((stored) => [
      `${stored.platform_number}/${stored.cycle_number}/${stored.direction}/${stored.profile_index}`,
      stored,
    ]),
  )
}

/**
 * Empties the tables of profiles and floats with what each file was found to hold, so that the next file meets no
 * other version of its profiles, and no later run over its bytes either: a clock may have been ahead.
 */
export async function emptyTables(database: Database): Promise<void> {
  await database.pool.query(
    sql.unsafe`truncate floats, profiles, profile_versions, float_missions, float_sensors, floats_to_judge, rereads, float_claims, profile_variables, measurements, float_positions cascade`,
  )
}
