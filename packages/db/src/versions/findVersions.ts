import type { DataMode } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { ProfileKey } from '../profiles/ProfileKey.ts'
import { keysAtOnce, unnestKeys } from '../profiles/unnestKeys.ts'
import { versionColumns, versionFacts } from './versionFacts.ts'

/** A row of `profile_versions`. Times are milliseconds since 1970. */
export interface KnownVersion {
  readonly key: ProfileKey
  readonly datasetId: number
  /** Its number in the file. */
  readonly number: number
  readonly runId: string
  /** Digest of the file. */
  readonly sha256: string
  readonly dataMode: DataMode
  readonly dateUpdate: number | null
  readonly levels: number
  readonly values: number
  readonly flags: number
  readonly contentSha256: string
  readonly verdictSha256: string
  readonly isShown: boolean
}

const row = z.object({
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  source_kind: z.enum(['core', 'bgc', 'synthetic']),
  profile_index: z.number(),
  dataset_id: z.number(),
  sha256: z.string(),
  ...versionFacts,
})

/**
 * The versions, in whatever held file, of some profiles and of those that the files with these digests were found to
 * hold when they were read last.
 */
export async function findVersions(
  connection: CommonQueryMethods,
  keys: readonly ProfileKey[],
  sha256s: readonly string[],
): Promise<KnownVersion[]> {
  const found: KnownVersion[] = []
  for (let start = 0; start < keys.length || start === 0; start += keysAtOnce) {
    const rows = await connection.any(
      sql.type(row)`
        with wanted as (
          select * from ${unnestKeys(keys.slice(start, start + keysAtOnce))}
          union
          select v.platform_number, v.cycle_number, v.direction, v.source_kind, v.profile_index
          from datasets d join profile_versions v on v.dataset_id = d.dataset_id
          where d.raw_file_sha256 = any (${sql.array(start === 0 ? sha256s : [], 'bpchar')})
        )
        select v.platform_number, v.cycle_number, v.direction, v.source_kind, v.profile_index, v.dataset_id,
          d.raw_file_sha256 as sha256, ${versionColumns}
        from wanted k
        join profile_versions v on v.platform_number = k.platform_number and v.cycle_number = k.cycle_number
          and v.direction = k.direction and v.source_kind = k.source_kind and v.profile_index = k.profile_index
        join datasets d on d.dataset_id = v.dataset_id and d.is_active`,
    )
    for (const one of rows) found.push(versionOf(one))
  }
  return uniqueVersions(found)
}

/** A key may be asked for twice: among the first, as one that its file held before, and again in a later lot. */
function uniqueVersions(found: readonly KnownVersion[]): KnownVersion[] {
  return [...new Map(found.map((one) => [`${one.datasetId} ${one.number}`, one])).values()]
}

function versionOf(one: z.output<typeof row>): KnownVersion {
  return {
    key: {
      platformNumber: one.platform_number,
      cycleNumber: one.cycle_number,
      direction: one.direction,
      sourceKind: one.source_kind,
      profileIndex: one.profile_index,
    },
    datasetId: one.dataset_id,
    number: one.profile_number,
    runId: one.run_id,
    sha256: one.sha256,
    dataMode: one.data_mode,
    dateUpdate: one.date_update,
    levels: one.level_count,
    values: one.value_count,
    flags: one.flag_count,
    contentSha256: one.content_sha256,
    verdictSha256: one.verdict_sha256,
    isShown: one.shown,
  }
}
