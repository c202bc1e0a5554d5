import type { Profile } from '@floatchat/contracts/generated/records'
import { isOfSamples, parseName } from './judgedAs.ts'
import { judgedValues } from './judgedValues.ts'
import type { Marks } from './Marks.ts'
import type { Workspace } from './Workspace.ts'

/** One parameter on its way through the tests. */
export interface JudgedParameter {
  /** As the file names it. */
  readonly name: string
  /** The parameter whose rules hold for it. */
  readonly as: string
  /** Which sensor of its kind it is of, from 1. */
  readonly sensor: number
  /** Whether the values judged are the adjusted ones. */
  readonly isAdjusted: boolean
  /** The values judged, one a level; the profile's own array, never written to. */
  readonly values: Float32Array
  /** The flags that were delivered with them, a character a level; empty where there are none. */
  readonly flags: string
  readonly marks: Marks
  /** The pressure that the values were taken at; undefined where there is none. Of a pressure, itself. */
  pressure: JudgedParameter | undefined
}

/** One profile on its way through the tests: only the parameters that have values and measure something. */
export interface JudgedProfile {
  readonly profile: Profile
  readonly levels: number
  readonly isNearSurface: boolean
  readonly parameters: readonly JudgedParameter[]
  readonly pressures: readonly JudgedParameter[]
}

/**
 * Takes from the profile what is to be judged.
 *
 * @throws RangeError where an array does not have an entry for each level
 */
export function openProfile(profile: Profile, workspace: Workspace): JudgedProfile {
  const levels = profile.level_count
  if (!Number.isInteger(levels) || levels < 0) throw new RangeError(`it has ${levels} levels`)
  workspace.begin(levels)
  const parameters: JudgedParameter[] = []
  for (const parameter of profile.parameters) {
    const { name } = parameter
    const { as, sensor } = parseName(name)
    const { values, flags, isAdjusted } = judgedValues(parameter, profile.source_kind)
    if (values.length === 0) continue
    if (values.length !== levels) throw new RangeError(`${name} has ${values.length} values for ${levels} levels`)
    if (isOfSamples(as)) continue
    parameters.push({ name, as, sensor, isAdjusted, values, flags, marks: workspace.marks(), pressure: undefined })
  }
  const pressures = parameters.filter(({ as }) => as === 'PRES')
  for (const parameter of parameters) parameter.pressure = pressureOf(parameter, pressures)
  return { profile, levels, isNearSurface: isNearSurface(profile.vertical_sampling_scheme), parameters, pressures }
}

/** Reference table 16: sampling above the cut-off pressure of the pump. Some write it in lower case. */
const isNearSurface = (scheme: string): boolean => /^\s*near-surface sampling/i.test(scheme)

/** A second temperature and salinity have a second pressure (PRES2 or PRES_2), where the file has one; all else has PRES. */
function pressureOf(parameter: JudgedParameter, pressures: readonly JudgedParameter[]): JudgedParameter | undefined {
  const { as } = parameter
  if (as === 'PRES') return parameter
  const sensor = as === 'TEMP' || as === 'PSAL' ? parameter.sensor : 1
  return pressures.find((pressure) => pressure.sensor === sensor) ?? pressures.find(({ sensor }) => sensor === 1)
}
