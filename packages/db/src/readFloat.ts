import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from './connectDatabase.ts'
import { asDatabaseWork } from './databaseError.ts'

const float = z.object({
  platform_number: z.string(),
  float_type: z.string(),
  platform_type: z.string().nullable(),
  program: z.string().nullable(),
  country: z.string().nullable(),
  /** Milliseconds since 1970-01-01T00:00Z, as all times here. */
  deployment_date: z.number().nullable(),
  deployment_lat: z.number().nullable(),
  deployment_lon: z.number().nullable(),
  latest_at: z.number().nullable(),
  latest_lat: z.number().nullable(),
  latest_lon: z.number().nullable(),
})
const kind = z.object({
  source_kind: z.string(),
  profiles: z.coerce.number(),
  cycles: z.coerce.number(),
  first_cycle: z.number(),
  last_cycle: z.number(),
  first_at: z.number().nullable(),
  last_at: z.number().nullable(),
  real_time: z.coerce.number(),
  adjusted: z.coerce.number(),
  delayed: z.coerce.number(),
  datasets: z.coerce.number(),
})

/** What the database holds of a float, and of its profiles by core, bgc and synthetic. */
export interface FloatOverview extends z.output<typeof float> {
  readonly kinds: readonly z.output<typeof kind>[]
}

/** The float of this WMO number; undefined where nothing of it is held. */
export function readFloat({ pool }: Database, platformNumber: string): Promise<FloatOverview | undefined> {
  return asDatabaseWork('Reading a float', async () => {
    const found = await pool.maybeOne(sql.type(float)`
      select platform_number, float_type, platform_type, program, country, deployment_date, deployment_lat,
        deployment_lon, latest."timestamp" as latest_at, latest.latitude as latest_lat, latest.longitude as latest_lon
      from floats
      left join lateral (
        select "timestamp", latitude, longitude from float_positions as position
        where position.platform_number = floats.platform_number
        order by "timestamp" desc nulls last limit 1
      ) as latest on true
      where platform_number = ${platformNumber}`)
    if (found === null) return undefined
    const kinds = await pool.any(sql.type(kind)`
      select source_kind, count(*) as profiles, count(distinct (cycle_number, direction)) as cycles,
        min(cycle_number) as first_cycle, max(cycle_number) as last_cycle,
        min("timestamp") as first_at, max("timestamp") as last_at,
        count(*) filter (where data_mode = 'R') as real_time, count(*) filter (where data_mode = 'A') as adjusted,
        count(*) filter (where data_mode = 'D') as delayed, count(distinct dataset_id) as datasets
      from profiles where platform_number = ${platformNumber}
      group by source_kind order by source_kind`)
    return { ...found, kinds }
  })
}
