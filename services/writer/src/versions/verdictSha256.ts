import { createHash } from 'node:crypto'
import type { ProfileCleaned } from '@floatchat/contracts/generated/records'

/** SHA-256 over what the quality tests said of a profile: tells a replay after a changed test from one after none. */
export function verdictSha256(
  cleaned: Pick<ProfileCleaned, 'profile_failed_tests' | 'outlier_tests' | 'verdicts'>,
): string {
  const hash = createHash('sha256')
  hash.update(`${cleaned.profile_failed_tests}\n`)
  add('', cleaned.outlier_tests)
  for (const verdict of [...cleaned.verdicts].sort((a, b) => (a.parameter < b.parameter ? -1 : 1))) {
    add(verdict.parameter, verdict.failed_tests)
    hash.update(verdict.flags)
  }
  return hash.digest('hex')

  function add(name: string, failed: Int32Array): void {
    hash.update(`${name} ${failed.length}\n`)
    if (failed.length > 0) hash.update(new Uint8Array(failed.buffer, failed.byteOffset, failed.byteLength))
  }
}
