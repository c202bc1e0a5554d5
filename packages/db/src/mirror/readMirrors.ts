import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const run = z.object({
  run_id: z.number(),
  source_id: z.number(),
  status: z.enum(['running', 'succeeded', 'failed', 'stopped']),
  address: z.string().nullable(),
  /** Milliseconds since 1970-01-01T00:00Z, as all times here. */
  started_at: z.number(),
  ended_at: z.number().nullable(),
  counts: z.record(z.string(), z.number()),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })),
  error: z.string().nullable(),
})

const source = z.object({
  source_id: z.number(),
  addresses: z.array(z.string()),
  files: int8,
  wanted: int8,
  on_their_way: int8,
  held: int8,
  failed: int8,
  missing: int8,
  /** Since when the oldest file is wanted that could not be taken yet. */
  oldest_wanted: z.number().nullable(),
})

const centre = z.object({ data_centre: z.string(), data_mode: z.string(), profiles: int8 })
export type CentreShare = z.output<typeof centre>

export interface MirrorState extends z.output<typeof source> {
  /** The newest first. */
  readonly runs: readonly z.output<typeof run>[]
}

/** Every source that is mirrored, with its last runs. */
export function readMirrors(database: Database, mostRuns: number): Promise<MirrorState[]> {
  return asDatabaseWork('Reading the mirrors', async () => {
    const sources = await database.pool.any(sql.type(source)`
      select source_id, addresses, count(f.path) as files,
        count(*) filter (where wanted_since is not null and missing_since is null) as wanted,
        count(*) filter (where state = 'taken') as on_their_way, count(*) filter (where state = 'held') as held,
        count(*) filter (where state = 'failed') as failed, count(*) filter (where missing_since is not null) as missing,
        min(wanted_since) filter (where missing_since is null) as oldest_wanted
      from mirror_sources left join mirror_files as f using (source_id)
      group by source_id order by source_id`)
    const runs = await database.pool.any(sql.type(run)`
      select run_id, source_id, status, address, started_at, ended_at, counts, problems, error
      from mirror_sources cross join lateral (
        select run_id, status, address, started_at, ended_at, counts, problems, error from mirror_runs
        where mirror_runs.source_id = mirror_sources.source_id order by run_id desc limit ${mostRuns}) as last
      order by source_id, run_id desc`)
    return sources.map((each) => ({ ...each, runs: runs.filter(({ source_id }) => source_id === each.source_id) }))
  })
}

/** Core profiles, one for each cycle and direction, by data centre and data mode. */
export function readCentreShares(database: Database): Promise<readonly CentreShare[]> {
  return asDatabaseWork('Counting profiles by data centre', () =>
    database.pool.any(sql.type(centre)`
      select coalesce(nullif(trim(data_centre), ''), '?') as data_centre, data_mode, count(*) as profiles
      from profiles where source_kind = 'core' and profile_index = 0 group by 1, 2 order by 1, 2`),
  )
}
