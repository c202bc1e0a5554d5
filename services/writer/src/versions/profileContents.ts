import type { ProfileCleaned } from '@floatchat/contracts/generated/records'

/** How much a profile holds: of two versions that are otherwise alike the fuller is kept. */
export interface ProfileContents {
  /** Levels for which the file delivers a value, raw or adjusted, of any parameter: those that have a row. */
  readonly levels: number
  /** Values, raw and adjusted, that are not missing. */
  readonly values: number
  /** Flags, of raw and adjusted values, that are not blank. */
  readonly flags: number
  /** Levels with a row of which a quality test failed. */
  readonly outliers: number
}

export function profileContents({
  profile,
  outlier_tests: failed,
}: Pick<ProfileCleaned, 'profile' | 'outlier_tests'>): ProfileContents {
  const delivered = new Uint8Array(profile.level_count)
  let values = 0
  let flags = 0
  for (const { raw, adjusted, raw_qc, adjusted_qc } of profile.parameters) {
    values += mark(delivered, raw) + mark(delivered, adjusted)
    flags += countFlags(raw_qc) + countFlags(adjusted_qc)
  }
  let levels = 0
  let outliers = 0
  for (let level = 0; level < delivered.length; level += 1) {
    if (delivered[level] === 0) continue
    levels += 1
    if (failed.length > 0 && failed[level] !== 0) outliers += 1
  }
  return { levels, values, flags, outliers }
}

/** Marks the levels that have a value. Returns how many there are. */
function mark(delivered: Uint8Array, values: ArrayLike<number>): number {
  const count = Math.min(values.length, delivered.length)
  let present = 0
  for (let level = 0; level < count; level += 1) {
    const value = values[level] as number // The index is below the length.
    // biome-ignore lint/suspicious/noSelfCompare: the cheapest test for NaN there is, once a value of a file
    if (value === value) {
      delivered[level] = 1
      present += 1
    }
  }
  return present
}

const blank = 32

function countFlags(flags: string): number {
  let count = 0
  for (let level = 0; level < flags.length; level += 1) if (flags.charCodeAt(level) !== blank) count += 1
  return count
}
