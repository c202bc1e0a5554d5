import { sql } from 'slonik'
import { z } from 'zod'

/** What a file was found to hold of a profile. Times are milliseconds since 1970. */
export const versionFacts = {
  run_id: z.string(),
  /** Its number in the file. */
  profile_number: z.number(),
  data_mode: z.enum(['R', 'A', 'D']),
  date_update: z.number().nullable(),
  level_count: z.number(),
  value_count: z.number(),
  flag_count: z.number(),
  content_sha256: z.string(),
  verdict_sha256: z.string(),
  shown: z.boolean(),
}

/** The same of `profile_versions` as `v`. */
export const versionColumns = sql.fragment`v.run_id, v.profile_number, v.data_mode, v.date_update, v.level_count,
  v.value_count, v.flag_count, encode(v.content_sha256, 'hex') as content_sha256,
  encode(v.verdict_sha256, 'hex') as verdict_sha256, v.shown`
