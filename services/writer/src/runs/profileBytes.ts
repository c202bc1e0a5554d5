import type { ProfileCleaned } from '@floatchat/contracts/generated/records'

/** What a decoded profile takes up in memory, roughly: its arrays, and a little for the rest. */
export function profileBytes({ profile, outlier_tests, verdicts }: ProfileCleaned): number {
  let bytes = 2_000 + outlier_tests.byteLength
  for (const one of profile.parameters) {
    bytes += 500 + one.raw.byteLength + one.adjusted.byteLength + one.adjusted_error.byteLength
    bytes += one.raw_double.byteLength + one.adjusted_double.byteLength + one.adjusted_error_double.byteLength
    bytes += one.raw_qc.length + one.adjusted_qc.length
  }
  for (const verdict of verdicts) bytes += 100 + verdict.failed_tests.byteLength
  return bytes
}
