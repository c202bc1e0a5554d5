import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { yieldByTime } from '@floatchat/service/yieldByTime'
import type { FileBounds } from './FileBounds.ts'
import { valuesOf } from './missingValue.ts'
import { nameRows } from './nameRows.ts'
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

/**
 * Goes through the identities of the profiles once: counts them, numbers the sub-profiles of each cycle
 * (those of the primary sampling first, then the others, both in file order) and lists the parameters.
 *
 * @throws IngestionError NO_PROFILE, MALFORMED_NETCDF or TOO_LARGE.
 */
export async function surveyProfiles(file: NetcdfFile, filename: string, bounds: FileBounds): Promise<Survey> {
  const profiles = file.dimensions.get('N_PROF') ?? file.variables.get('CYCLE_NUMBER')?.shape[0] ?? 0
  if (profiles === 0) throw permanent('NO_PROFILE', `${filename} holds no profile (N_PROF is 0).`)
  bounds.profiles(profiles)
  const perProfile = (name: string) => {
    const variable = file.variables.get(name)
    return variable?.shape[0] === profiles ? variable : undefined
  }
  const [platform, cycle, direction, scheme, station] = [
    perProfile('PLATFORM_NUMBER'),
    perProfile('CYCLE_NUMBER'),
    perProfile('DIRECTION'),
    perProfile('VERTICAL_SAMPLING_SCHEME'),
    stationParameters(file, profiles),
  ]
  const parameters = station?.shape[1] ?? 0
  bounds.parameters(parameters)
  const variables = [platform, cycle, direction, scheme, station].filter((variable) => variable !== undefined)
  bounds.texts(variables)
  const together = bounds.profilesTogether(variables, profiles)
  const breathe = yieldByTime()
  const listed = station === undefined ? undefined : new Set<string>()
  const groups = new Map<string, Int32Array>()
  const places: { readonly group: Int32Array; readonly at: number; readonly primary: boolean }[] = []

  for (let from = 0; from < profiles; from += together) {
    const to = Math.min(profiles, from + together)
    const rows = to - from
    const texts = async (variable: NetcdfVariable | undefined) =>
      variable === undefined ? () => '' : textCells(await file.read(variable, from, to), rows)
    const [platforms, directions, schemes] = await Promise.all([texts(platform), texts(direction), texts(scheme)])
    const cycles = cycle === undefined ? undefined : await file.read(cycle, from, to)
    const number =
      cycle !== undefined && cycles !== undefined && 'numbers' in cycles ? valuesOf(cycle, cycles.numbers) : undefined
    const names = station === undefined ? undefined : nameRows(await file.read(station, from, to), rows, parameters)
    let listedLast: readonly string[] | undefined
    for (let row = 0; row < rows; row += 1) {
      const key = `${platforms(row)} ${number?.(row)} ${directions(row).toUpperCase() || 'A'}`
      // Of each group: how many of the primary sampling, and how many of the others.
      let group = groups.get(key)
      if (group === undefined) {
        group = new Int32Array(2)
        groups.set(key, group)
      }
      const primary = schemes(row).toLowerCase().startsWith('primary')
      const at = group[primary ? 0 : 1] ?? 0
      group[primary ? 0 : 1] = at + 1
      places.push({ group, at, primary })
      const listedHere = names?.(row)
      if (listedHere !== listedLast) {
        for (const name of listedHere ?? []) if (name !== '') listed?.add(name.toUpperCase())
      }
      listedLast = listedHere
      bounds.parameters(listed?.size ?? 0)
      await breathe()
    }
  }
  return {
    profiles,
    // A file whose STATION_PARAMETERS are all blank says nothing by them.
    listed: listed?.size === 0 ? undefined : listed,
    profileIndexes: Int32Array.from(places, ({ group, at, primary }) => (primary ? at : (group[0] ?? 0) + at)),
  }
}

/** STATION_PARAMETERS, where it has the shape that it must have: a text for each profile and parameter. */
export function stationParameters(file: NetcdfFile, profiles: number): NetcdfVariable | undefined {
  const variable = file.variables.get('STATION_PARAMETERS')
  const rank = variable?.type === 'string' ? 2 : 3
  return variable?.shape[0] === profiles && variable.shape.length === rank ? variable : undefined
}
