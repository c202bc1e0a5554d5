import type { ProfileProvenance } from '@floatchat/contracts/generated/records'
import type { NetcdfFile } from '@floatchat/netcdf/NetcdfFile'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { readCalibrations } from './readCalibrations.ts'
import { readHistory } from './readHistory.ts'
import { testsDone } from './testsDone.ts'

/** Kept of a profile: real ones have up to 60 entries of history and 5 calibrations of 8 parameters. */
const mostKept = 200

/** What a file says of the making of profile `number`. */
export type Provenance = (number: number) => ProfileProvenance | null

/**
 * HISTORY_*, PARAMETER and SCIENTIFIC_CALIB_*, where they have the dimensions that the format gives them. They are no
 * reason to refuse a file: what cannot be read of them is left out with a warning.
 *
 * @returns what reads a block of profiles. History does not lie profile by profile: it is read here, once.
 */
export async function readProvenance(
  file: NetcdfFile,
  profiles: number,
  warnings: FileWarnings,
): Promise<(range: readonly [number, number]) => Promise<Provenance>> {
  const history = await readHistory(file, profiles, warnings)
  return async ([from, to]) => {
    const calibrations = await readCalibrations(file, profiles, [from, to], warnings)
    return (number) => {
      const steps = history(number)
      const calibrated = calibrations(number - from)
      if (steps.length === 0 && calibrated.length === 0) return null
      if (steps.length > mostKept || calibrated.length > mostKept) {
        const sentence = (count: number) =>
          `HISTORY or SCIENTIFIC_CALIB has more than ${mostKept} entries in ${profilesOf(count)}; the latest ${mostKept} of each were kept.`
        warnings.count('provenance', '', sentence)
      }
      return {
        ...testsDone(steps),
        history: steps.slice(-mostKept),
        history_left_out: Math.max(0, steps.length - mostKept),
        calibrations: calibrated.slice(-mostKept),
        calibrations_left_out: Math.max(0, calibrated.length - mostKept),
      }
    }
  }
}
