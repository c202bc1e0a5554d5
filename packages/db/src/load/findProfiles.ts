import type { DataMode, Direction, SourceKind } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** What names a profile whatever its version. */
export interface ProfileKey {
  readonly platformNumber: string
  readonly cycleNumber: number
  readonly direction: Direction
  readonly sourceKind: SourceKind
  readonly profileIndex: number
}

/** The key as one text, for maps. */
export function profileKeyText(key: ProfileKey): string {
  return `${key.platformNumber} ${key.cycleNumber} ${key.direction} ${key.sourceKind} ${key.profileIndex}`
}

const row = z.object({
  key_text: z.string(),
  profile_id: z.number(),
  data_mode: z.enum(['R', 'A', 'D']),
  date_update: z.number().nullable(),
  content_sha256: z.string(),
  verdict_sha256: z.string(),
  run_id: z.string(),
  created_at: z.number(),
  raw_file_sha256: z.string().nullable(),
  file_id: z.string().nullable(),
})

/** A profile that is in the database. Times are milliseconds since 1970. */
export interface StoredProfile {
  readonly profileId: number
  readonly dataMode: DataMode
  readonly dateUpdate: number | null
  readonly contentSha256: string
  readonly verdictSha256: string
  readonly runId: string
  readonly createdAt: number
  /** The file that it came from; null where its dataset was deleted. */
  readonly file: { readonly sha256: string; readonly fileId: string } | null
}

/** A statement with more keys than this would be planned and sent as one lump. */
const keysAtOnce = 5_000

/** Which of the profiles are there, in whatever version, by `profileKeyText`. */
export async function findProfiles(
  connection: CommonQueryMethods,
  keys: readonly ProfileKey[],
): Promise<Map<string, StoredProfile>> {
  const found = new Map<string, StoredProfile>()
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    const some = keys.slice(start, start + keysAtOnce)
    const rows = await connection.any(
      sql.type(row)`
        select p.platform_number || ' ' || p.cycle_number || ' ' || p.direction || ' ' || p.source_kind || ' ' || p.profile_index as key_text,
          p.profile_id, p.data_mode, p.date_update, p.content_sha256, p.verdict_sha256, p.run_id, p.created_at,
          d.raw_file_sha256, d.file_id
        from unnest(
            ${sql.array(
              some.map((key) => key.platformNumber),
              'text',
            )},
            ${sql.array(
              some.map((key) => key.cycleNumber),
              'int4',
            )},
            ${sql.array(
              some.map((key) => key.direction),
              'bpchar',
            )},
            ${sql.array(
              some.map((key) => key.sourceKind),
              'text',
            )},
            ${sql.array(
              some.map((key) => key.profileIndex),
              'int4',
            )}
          ) as k (platform_number, cycle_number, direction, source_kind, profile_index)
        join profiles p on p.platform_number = k.platform_number and p.cycle_number = k.cycle_number
          and p.direction = k.direction and p.source_kind = k.source_kind and p.profile_index = k.profile_index
        left join datasets d on d.dataset_id = p.dataset_id`,
    )
    for (const one of rows) {
      found.set(one.key_text, {
        profileId: one.profile_id,
        dataMode: one.data_mode,
        dateUpdate: one.date_update,
        contentSha256: one.content_sha256,
        verdictSha256: one.verdict_sha256,
        runId: one.run_id,
        createdAt: one.created_at,
        file: one.raw_file_sha256 === null ? null : { sha256: one.raw_file_sha256, fileId: one.file_id ?? '' },
      })
    }
  }
  return found
}
