import { createHash } from 'node:crypto'
import type { Profile } from '@floatchat/contracts/generated/records'

/**
 * SHA-256 over all that a profile holds: the single values and the shape of the parameters as JSON, then
 * the levels as little-endian float32 (NaN for a missing one) and the flags as bytes. Nothing of the file's
 * container comes in, so that one profile in five containers has one digest.
 */
export function contentSha256(profile: Omit<Profile, 'content_sha256'>): string {
  const { parameters, ...single } = profile
  const hash = createHash('sha256')
  const shape = parameters.map((each) => [
    each.name,
    each.data_mode,
    each.units,
    each.profile_qc,
    each.raw.length,
    each.raw_qc,
    each.adjusted.length,
    each.adjusted_qc,
    each.adjusted_error.length,
  ])
  // The order of keys is the contract's, written out so that no rearrangement of code can change a digest.
  hash.update(
    JSON.stringify([
      Object.keys(single)
        .sort()
        .map((key) => [key, single[key as keyof typeof single]]),
      shape,
    ]),
  )
  for (const { raw, adjusted, adjusted_error: error } of parameters) {
    for (const values of [raw, adjusted, error]) {
      if (values.length > 0) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    }
  }
  return hash.digest('hex')
}
