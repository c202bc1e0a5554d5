import { writeFile } from 'node:fs/promises'
import type { Profile } from '@floatchat/contracts/generated/records'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Hdf5Workers } from '../../src/netcdf/hdf5/Hdf5Workers.ts'
import { parseLocal } from '../support/parseLocal.ts'

export interface Verdict {
  /** Code of the refusal, or PARSED. */
  readonly outcome: string
  /** By the clock, which a busy machine makes longer. */
  readonly milliseconds: number
  /** Of processor time, of all threads, milliseconds. */
  readonly computing: number
}

export function computingSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * Parses a damaged file as the service would and holds it to what is promised of hostile input: it is
 * read, or refused by a permanent error with a sentence; what is read is well formed.
 *
 * @throws Error that says what was broken of the promise.
 */
export async function judge(bytes: Buffer, path: string, workers: Hdf5Workers): Promise<Verdict> {
  await writeFile(path, bytes)
  const began = performance.now()
  const before = process.cpuUsage()
  const outcome = await parseLocal(path, workers).then(
    ({ profiles }) => {
      for (const { profile } of profiles) check(profile)
      return 'PARSED'
    },
    (error: unknown) => {
      // A damaged first byte can make anything a zip: the handler's business, not the reader's.
      if (error instanceof TypeError && error.message.endsWith('is a zip')) return 'ZIP'
      if (!(error instanceof IngestionError) || error.retryable || error.code === 'INTERNAL') throw error
      if (error.message.includes('\0') || error.message.length > 2000)
        throw new Error(`a sentence that cannot be stored: ${error.message}`)
      return error.code
    },
  )
  return { outcome, milliseconds: performance.now() - began, computing: computingSince(before) }
}

function check(profile: Profile): void {
  const texts = JSON.stringify({
    ...profile,
    parameters: profile.parameters.map((each) => [each.name, each.units, each.profile_qc]),
  })
  if (texts.includes('\\u0000')) throw new Error('a NUL in a text')
  if (!Number.isInteger(profile.cycle_number) || profile.level_count < 0) throw new Error('a number that is none')
  for (const each of profile.parameters) {
    const { raw_double, adjusted_double, adjusted_error_double } = each
    const doubles = [raw_double, adjusted_double, adjusted_error_double]
    for (const length of [each.raw, each.adjusted, each.adjusted_error, each.raw_qc, each.adjusted_qc, ...doubles].map(
      (part) => part.length,
    )) {
      if (length !== 0 && length !== profile.level_count)
        throw new Error(`${each.name} has ${length} of ${profile.level_count} levels`)
    }
    if (!/^[0-9 ]*$/.test(each.raw_qc + each.adjusted_qc)) throw new Error(`${each.name} has flags that are none`)
  }
}
