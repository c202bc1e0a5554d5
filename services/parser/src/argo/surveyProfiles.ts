import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile, NetcdfVariable } from '../netcdf/NetcdfFile.ts'
import { fillValueOf, valueOrNull } from './missingValue.ts'
import { textCells } from './textCells.ts'

/** What must be known of all profiles before the first can be decoded. */
export interface Survey {
  /** N_PROF. */
  readonly profiles: number
  /** Every name that STATION_PARAMETERS lists, in order of appearance; undefined where the file has none. */
  readonly listed: ReadonlySet<string> | undefined
  /** Number of each profile among those of its platform, cycle and direction. */
  readonly profileIndexes: Int32Array
}

/** So many profiles are read together: with a sampling scheme of 256 characters each, about 2 MB. */
const together = 4096
/** The largest file of a data centre has some 10,000; more than this is no file of profiles. */
const mostProfiles = 2_000_000

/**
 * Goes through the identities of the profiles once: counts them, numbers the sub-profiles of each cycle
 * (those of the primary sampling first, then the others, both in file order) and lists the parameters.
 *
 * @throws IngestionError NO_PROFILE or MALFORMED_NETCDF.
 */
export async function surveyProfiles(file: NetcdfFile, filename: string): Promise<Survey> {
  const profiles = file.dimensions.get('N_PROF') ?? file.variables.get('CYCLE_NUMBER')?.shape[0] ?? 0
  if (profiles === 0) throw permanent('NO_PROFILE', `${filename} holds no profile (N_PROF is 0).`)
  if (profiles > mostProfiles) {
    throw permanent(
      'MALFORMED_NETCDF',
      `${filename} says that it holds ${profiles} profiles; at most ${mostProfiles} can be read.`,
    )
  }
  const perProfile = (name: string) => {
    const variable = file.variables.get(name)
    return variable?.shape[0] === profiles ? variable : undefined
  }
  const [platform, cycle, direction, scheme, station] = [
    perProfile('PLATFORM_NUMBER'),
    perProfile('CYCLE_NUMBER'),
    perProfile('DIRECTION'),
    perProfile('VERTICAL_SAMPLING_SCHEME'),
    perProfile('STATION_PARAMETERS'),
  ]
  const listed = station === undefined ? undefined : new Set<string>()
  const groups = new Map<string, Int32Array>()
  const places: { readonly group: Int32Array; readonly at: number; readonly primary: boolean }[] = []

  for (let from = 0; from < profiles; from += together) {
    const to = Math.min(profiles, from + together)
    const rows = to - from
    const texts = async (variable: NetcdfVariable | undefined, cells = rows) =>
      variable === undefined ? () => '' : textCells(await file.read(variable, from, to), cells)
    const [platforms, directions, schemes] = await Promise.all([texts(platform), texts(direction), texts(scheme)])
    const cycles = cycle === undefined ? undefined : await file.read(cycle, from, to)
    const fill = cycle === undefined ? Number.NaN : fillValueOf(cycle)
    const parameters = station?.shape[1] ?? 0
    const names = await texts(station, rows * parameters)
    for (let row = 0; row < rows; row += 1) {
      const number = cycles !== undefined && 'numbers' in cycles ? valueOrNull(cycles.numbers[row], fill) : null
      const key = `${platforms(row)} ${number} ${directions(row) || 'A'}`
      // Of each group: how many of the primary sampling, and how many of the others.
      let group = groups.get(key)
      if (group === undefined) {
        group = new Int32Array(2)
        groups.set(key, group)
      }
      const primary = schemes(row).startsWith('Primary')
      const at = group[primary ? 0 : 1] ?? 0
      group[primary ? 0 : 1] = at + 1
      places.push({ group, at, primary })
      for (let index = 0; index < parameters; index += 1) {
        const name = names(row * parameters + index)
        if (name !== '') listed?.add(name)
      }
    }
  }
  return {
    profiles,
    listed,
    profileIndexes: Int32Array.from(places, ({ group, at, primary }) => (primary ? at : (group[0] ?? 0) + at)),
  }
}
