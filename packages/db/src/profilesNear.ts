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
/** One profile: temperatures in °C, distance in km. */
export type NearbyProfile = z.output<typeof row>

export interface NearbyProfiles {
  /** The query as it can be typed into psql. */
  readonly text: string
  readonly rows: readonly NearbyProfile[]
}

/**
 * Profiles within 500 km of the profile that was ingested last, with the range of their temperatures and how
 * many levels failed a quality test: what a researcher's first question may look like.
 */
export async function profilesNear({ pool }: Database): Promise<NearbyProfiles> {
  const query = sql.type(row)`select p.platform_number as platform, p.cycle_number as cycle, p.data_mode as mode,
       to_char(p.timestamp at time zone 'UTC', 'YYYY-MM-DD') as day,
       round(ST_Distance(p.geom, here.geom) / 1000) as km, count(*) as levels,
       max(m.temperature) as warmest, min(m.temperature) as coldest,
       count(*) filter (where m.is_outlier) as flagged
from (select geom from profiles where geom is not null order by created_at desc, profile_id desc limit 1) as here
join profiles as p on ST_DWithin(p.geom, here.geom, 500000)
join measurements as m using (profile_id)
group by p.profile_id, here.geom
order by km, p.timestamp desc, p.profile_id
limit 8`
  return { text: query.sql, rows: await pool.any(query) }
}
