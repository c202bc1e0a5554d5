import { createHash } from 'node:crypto'
import type { Profile } from '@floatchat/contracts/generated/records'

/** What is measured, and where: how it was made (`provenance`) says nothing of a value. */
type Contents = Omit<Profile, 'content_sha256' | 'provenance'>
type SingleField = keyof Omit<Contents, 'parameters'>

/** The fields that a profile has once, in the order in which they go into the digest: it must not change. */
const singleFields: Readonly<Record<SingleField, true>> = {
  config_mission_number: true,
  cycle_number: true,
  data_centre: true,
  data_mode: true,
  data_state_indicator: true,
  date_update: true,
  direction: true,
  float_type: true,
  format_version: true,
  juld: true,
  juld_location: true,
  juld_qc: true,
  latitude: true,
  level_count: true,
  longitude: true,
  pi_name: true,
  platform_number: true,
  platform_type: true,
  position_qc: true,
  positioning_system: true,
  profile_index: true,
  profile_pressure: true,
  project_name: true,
  source_kind: true,
  timestamp: true,
  vertical_sampling_scheme: true,
  wmo_inst_type: true,
}
const order = Object.keys(singleFields) as SingleField[] // what the line above has, by its type

/**
 * SHA-256 over all that a profile holds: the single values and the shape of the parameters as JSON, then
 * the levels as little-endian float32 (NaN for a missing one), or float64 where those do not hold them. Nothing of the file's container comes in,
 * so that one profile in five containers has one digest.
 */
export function contentSha256(profile: Contents): string {
  const hash = createHash('sha256')
  const facts: unknown[] = order.map((field) => profile[field])
  for (const each of profile.parameters) {
    const { name, data_mode: mode, units, profile_qc: letter, raw, adjusted, adjusted_error: error } = each
    facts.push(name, mode, units, letter, raw.length, adjusted.length, error.length, each.raw_qc, each.adjusted_qc)
  }
  hash.update(JSON.stringify(facts))
  for (const each of profile.parameters) {
    const { raw, adjusted, adjusted_error: error } = each
    // Doubles are there only where float32 does not hold them, and then make the difference.
    const doubles = [each.raw_double, each.adjusted_double, each.adjusted_error_double]
    for (const values of [raw, adjusted, error, ...doubles]) {
      if (values.length > 0) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    }
  }
  return hash.digest('hex')
}
