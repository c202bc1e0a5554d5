import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from './connectDatabase.ts'

const row = z.object({
  platform: z.string(),
  cycle: z.coerce.number(),
  mode: z.string(),
  day: z.string().nullable(),
  km: z.coerce.number(),
  levels: z.coerce.number(),
  warmest: z.coerce.number().nullable(),
  coldest: z.coerce.number().nullable(),
  flagged: z.coerce.number(),
})
/** One cycle: temperatures in °C, distance in km. */
export type NearbyProfile = z.output<typeof row>

export interface NearbyProfiles {
  /** The query as it can be typed into psql. */
  readonly text: string
  readonly rows: readonly NearbyProfile[]
}

/**
 * Cycles within 500 km of one of the file that was ingested last, with the range of their temperatures and how many
 * levels failed a quality test: what a researcher's first question may look like.
 */
export async function profilesNear({ pool }: Database): Promise<NearbyProfiles> {
  const query = sql.type(row)`select c.platform_number as platform, c.cycle_number as cycle, c.data_mode as mode,
       to_char(c.timestamp at time zone 'UTC', 'YYYY-MM-DD') as day,
       round(ST_Distance(c.geom, here.geom) / 1000) as km, count(*) as levels,
       max(l.temperature) as warmest, min(l.temperature) as coldest,
       count(*) filter (where l.is_outlier) as flagged
from (select geom from argo.cycles where geom is not null order by dataset_id desc nulls last, cycle_number desc limit 1) as here
join argo.cycles as c on ST_DWithin(c.geom, here.geom, 500000)
join argo.levels as l using (platform_number, cycle_number, direction)
group by c.platform_number, c.cycle_number, c.direction, c.data_mode, c.timestamp, c.geom, here.geom
order by km, c.timestamp desc, c.platform_number, c.cycle_number, c.direction
limit 8`
  return { text: query.sql, rows: await pool.any(query) }
}
