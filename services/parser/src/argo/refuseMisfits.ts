import { permanent } from '@floatchat/contracts/IngestionError'
import type { FileWarnings } from './FileWarnings.ts'
import type { ProfileFile } from './ProfileFile.ts'
import { profileNumbers, profileTexts } from './profileVariables.ts'

/**
 * Without these a profile cannot be told from others or means something else: an ascent for a descent, a value as it was
 * measured for one that an expert has corrected.
 */
const indispensable = new Set([
  ...['PLATFORM_NUMBER', 'CYCLE_NUMBER', 'DIRECTION', 'DATA_MODE', 'JULD', 'LATITUDE', 'LONGITUDE', 'PRES'],
])
const ofProfiles = [...Object.keys(profileTexts), ...profileNumbers, 'STATION_PARAMETERS', 'PARAMETER_DATA_MODE']

/**
 * Names in a warning what is there once a profile and cannot be used.
 *
 * @throws IngestionError MALFORMED_NETCDF where it is something that cannot be done without.
 */
export function refuseMisfits(file: ProfileFile, filename: string, warnings: FileWarnings): void {
  const profiles = file.dimensions.get('N_PROF')
  for (const name of [...ofProfiles, 'PRES']) {
    const why = file.misfits.get(name)
    if (why === undefined) continue
    if (!indispensable.has(name)) {
      warnings.say(`${name} was left out: it ${why}.`)
      continue
    }
    const sentence = `The profiles of ${filename} (N_PROF ${profiles}) cannot be read: ${name} ${why}.`
    throw permanent('MALFORMED_NETCDF', sentence)
  }
  if (profiles !== 1 && !file.hasLevels) {
    const sentence = `${filename} has one pressure for each of ${profiles} entries and no N_LEVELS: it is a table of single measurements, not of profiles.`
    throw permanent('MALFORMED_NETCDF', sentence)
  }
}
