import type { Profile } from '@floatchat/contracts/generated/records'
import type { CopyRows } from '../CopyRows.ts'

/** Columns of `profiles` in the order that `writeProfileRow` writes them: those known last come first. */
export const profileColumns = [
  'profile_id',
  'float_id',
  'dataset_id',
  'created_at',
  // From here on as `writeProfileFacts` writes them.
  'platform_number',
  'cycle_number',
  'direction',
  'source_kind',
  'profile_index',
  'juld_raw',
  'timestamp',
  'timestamp_missing',
  'juld_qc',
  'juld_location',
  'latitude',
  'longitude',
  'position_qc',
  'position_invalid',
  'geom',
  'positioning_system',
  'data_mode',
  'vertical_sampling_scheme',
  'data_centre',
  'data_state_indicator',
  'project_name',
  'pi_name',
  'platform_type',
  'wmo_inst_type',
  'config_mission_number',
  'format_version',
  'profile_qc',
  'level_count',
  'failed_tests',
  'date_update',
  'content_sha256',
  'verdict_sha256',
  'run_id',
]

export interface ProfileFacts {
  readonly profile: Profile
  readonly failedTests: number
  readonly positionInvalid: boolean
  /** Whether latitude and longitude name a place on the globe. */
  readonly onGlobe: boolean
  readonly verdictSha256: string
  readonly runId: string
}

/**
 * Writes what is known of a profile as soon as it is read, without a row around it: a large file keeps
 * these few hundred bytes of each profile until it knows who won.
 */
export function writeProfileFacts(rows: CopyRows, facts: ProfileFacts): void {
  const { profile } = facts
  rows.text(profile.platform_number)
  rows.int4(profile.cycle_number)
  rows.text(profile.direction)
  rows.text(profile.source_kind)
  rows.int2(profile.profile_index)
  rows.float8(profile.juld)
  rows.timestamptz(profile.timestamp)
  rows.bool(profile.timestamp === null)
  rows.int2(flagOf(profile.juld_qc))
  rows.float8(profile.juld_location)
  rows.float8(profile.latitude)
  rows.float8(profile.longitude)
  rows.int2(flagOf(profile.position_qc))
  rows.bool(facts.positionInvalid)
  if (facts.onGlobe) rows.point(profile.longitude ?? 0, profile.latitude ?? 0)
  else rows.null()
  rows.text(orNull(profile.positioning_system))
  rows.text(profile.data_mode)
  rows.text(orNull(profile.vertical_sampling_scheme))
  rows.text(orNull(profile.data_centre))
  rows.text(orNull(profile.data_state_indicator))
  rows.text(orNull(profile.project_name))
  rows.text(orNull(profile.pi_name))
  rows.text(orNull(profile.platform_type))
  rows.text(orNull(profile.wmo_inst_type))
  rows.int4(profile.config_mission_number)
  rows.text(orNull(profile.format_version))
  rows.jsonb(profileQuality(profile))
  rows.int4(profile.level_count)
  rows.int4(facts.failedTests)
  rows.timestamptz(profile.date_update)
  rows.text(profile.content_sha256)
  rows.text(facts.verdictSha256)
  rows.uuid(facts.runId)
}

export interface ProfileRow {
  readonly profileId: number
  readonly floatId: number
  readonly datasetId: number
  /** Milliseconds since 1970: when the profile, in whatever version, came first. */
  readonly createdAt: number
  /** What `writeProfileFacts` wrote. */
  readonly facts: Buffer
}

export function writeProfileRow(rows: CopyRows, row: ProfileRow): void {
  rows.row(profileColumns.length)
  rows.int4(row.profileId)
  rows.int4(row.floatId)
  rows.int4(row.datasetId)
  rows.timestamptz(row.createdAt)
  rows.raw(row.facts)
}

/** PROFILE_<PARAM>_QC letters by parameter; null where the file gives none. */
function profileQuality(profile: Profile): Record<string, string> | null {
  const given = profile.parameters.filter((parameter) => parameter.profile_qc !== '')
  return given.length === 0
    ? null
    : Object.fromEntries(given.map((parameter) => [parameter.name, parameter.profile_qc] as const))
}

/** An Argo flag as a number; null for a blank and for what is no digit. */
function flagOf(flag: string): number | null {
  return /^[0-9]$/.test(flag) ? Number(flag) : null
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
