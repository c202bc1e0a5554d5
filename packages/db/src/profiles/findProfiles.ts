import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { ProfileKey } from './ProfileKey.ts'
import { keysAtOnce, unnestKeys } from './unnestKeys.ts'

const row = z.object({
  key_text: z.string(),
  profile_id: z.number(),
  content_sha256: z.string(),
  verdict_sha256: z.string(),
  run_id: z.string(),
  created_at: z.number(),
  dataset_id: z.number().nullable(),
})

/** A profile that is in the database. Times are milliseconds since 1970. */
export interface StoredProfile {
  readonly profileId: number
  readonly contentSha256: string
  readonly verdictSha256: string
  readonly runId: string
  readonly createdAt: number
  /** Null where its dataset was deleted. */
  readonly datasetId: number | null
}

/** Which of the profiles are there, in whatever version, by `profileKeyText`. */
export async function findProfiles(
  connection: CommonQueryMethods,
  keys: readonly ProfileKey[],
): Promise<Map<string, StoredProfile>> {
  const found = new Map<string, StoredProfile>()
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    const rows = await connection.any(
      sql.type(row)`
        select p.platform_number || ' ' || p.cycle_number || ' ' || p.direction || ' ' || p.source_kind || ' ' || p.profile_index as key_text,
          p.profile_id, p.content_sha256, p.verdict_sha256, p.run_id, p.created_at, p.dataset_id
        from ${unnestKeys(keys.slice(start, start + keysAtOnce))}
        join profiles p on p.platform_number = k.platform_number and p.cycle_number = k.cycle_number
          and p.direction = k.direction and p.source_kind = k.source_kind and p.profile_index = k.profile_index`,
    )
    for (const one of rows) {
      found.set(one.key_text, {
        profileId: one.profile_id,
        contentSha256: one.content_sha256,
        verdictSha256: one.verdict_sha256,
        runId: one.run_id,
        createdAt: one.created_at,
        datasetId: one.dataset_id,
      })
    }
  }
  return found
}
