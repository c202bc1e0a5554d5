import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { versionColumns, versionFacts } from '../versions/versionFacts.ts'

const shown = z.object({
  profile_id: z.number(),
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  source_kind: z.enum(['core', 'bgc', 'synthetic']),
  profile_index: z.number(),
  content_sha256: z.string(),
  failed_tests: z.number(),
  run_id: z.string(),
  dataset_id: z.number().nullable(),
  /** When the profile was first shown in whatever version, and this version, milliseconds since 1970. */
  created_at: z.number(),
  updated_at: z.number(),
})

const version = z.object({
  dataset_id: z.number(),
  filename: z.string().nullable(),
  raw_file_sha256: z.string().nullable(),
  object_key: z.string().nullable(),
  raw_file_size: z.coerce.number().nullable(),
  member_path: z.string().nullable(),
  parent_dataset_id: z.number().nullable(),
  is_active: z.boolean(),
  job_id: z.string().nullable(),
  file_id: z.string().nullable(),
  staged_at: z.number().nullable(),
  written_at: z.number().nullable(),
  parser_version: z.number().nullable(),
  cleaner_version: z.number().nullable(),
  grey_list_sha256: z.string().nullable(),
  ...versionFacts,
})
/** What one file says of the profile. Times are milliseconds since 1970-01-01T00:00Z. */
export type OriginVersion = z.output<typeof version>

const failed = z.object({ parameter: z.string(), bit: z.number(), levels: z.number() })

export interface Origin {
  readonly profile: z.output<typeof shown>
  /** Which tests failed, of the cleaner's and by the mission, by parameter, at how many levels. */
  readonly failed: readonly z.output<typeof failed>[]
  /** The versions of all files, withdrawn ones included: the one that is shown first, then the best. */
  readonly versions: readonly OriginVersion[]
}

/** Where what is shown of a profile comes from, and which files say something else; undefined for an unknown one. */
export function readOrigin({ pool }: Database, profileId: number): Promise<Origin | undefined> {
  return asDatabaseWork('Reading the origin of a profile', async () => {
    const profile = await pool.maybeOne(sql.type(shown)`
      select profile_id, platform_number, cycle_number, direction, source_kind, profile_index, content_sha256,
        failed_tests, run_id, dataset_id, created_at, updated_at
      from profiles where profile_id = ${profileId}`)
    if (profile === null) return undefined
    const versions = await pool.any(sql.type(version)`
      select d.dataset_id, d.source_filename as filename, d.raw_file_sha256, d.raw_file_path as object_key, d.raw_file_size,
        d.written_event #>> '{file,archive,member_path}' as member_path, d.parent_dataset_id, d.is_active,
        d.written_event #>> '{file,job_id}' as job_id, d.file_id, (d.written_event #>> '{file,staged_at}')::float8 as staged_at,
        (d.written_event ->> 'written_at')::float8 as written_at, d.parser_version, d.cleaner_version, d.grey_list_sha256,
        ${versionColumns}
      from profile_versions v join datasets d using (dataset_id)
      where (v.platform_number, v.cycle_number, v.direction, v.source_kind, v.profile_index) = (
        ${profile.platform_number}, ${profile.cycle_number}, ${profile.direction}, ${profile.source_kind},
        ${profile.profile_index})
      order by v.shown desc, d.is_active desc, v.data_mode = 'D' desc, v.date_update desc nulls last,
        v.data_mode = 'A' desc, v.level_count desc, v.value_count desc, v.flag_count desc, v.content_sha256 desc`)
    return { profile, versions, failed: await failedTests(pool, profileId) }
  })
}

function failedTests(pool: Database['pool'], profileId: number): Promise<Origin['failed']> {
  return pool.any(sql.type(failed)`
    select parameter, bit, count(*)::int as levels
    from (
      select profile_id, parameter, failed_tests from profile_variables
      union all select profile_id, parameter, failed_tests from mission_verdicts
    ) as judged, unnest(failed_tests) as failed, generate_series(0, 30) as bit
    where profile_id = ${profileId} and (failed >> bit) & 1 = 1
    group by parameter, bit order by bit, parameter`)
}
