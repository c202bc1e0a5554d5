import type { Profile } from '@floatchat/contracts/generated/records'
import { judgedAs } from './judgedAs.ts'
import { judgedValues } from './judgedValues.ts'
import type { Marks } from './Marks.ts'
import type { Workspace } from './Workspace.ts'

/** One parameter on its way through the tests. */
export interface JudgedParameter {
  /** As the file names it. */
  readonly name: string
  /** The parameter whose rules hold for it. */
  readonly as: string
  /** Whether the values judged are the adjusted ones. */
  readonly isAdjusted: boolean
  /** The values judged, one a level; the profile's own array, never written to. */
  readonly values: Float32Array
  readonly marks: Marks
  /** The pressure that the values were taken at; undefined where there is none. Of a pressure, itself. */
  pressure: JudgedParameter | undefined
}

/** One profile on its way through the tests: only the parameters that have values. */
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
    const { values, isAdjusted } = judgedValues(parameter, profile.source_kind)
    if (values.length === 0) continue
    if (values.length !== levels) throw new RangeError(`${name} has ${values.length} values for ${levels} levels`)
    parameters.push({ name, as: judgedAs(name), isAdjusted, values, marks: workspace.marks(), pressure: undefined })
  }
  const pressures = parameters.filter(({ as }) => as === 'PRES')
  for (const parameter of parameters) parameter.pressure = pressureOf(parameter, pressures)
  return { profile, levels, isNearSurface: isNearSurface(profile.vertical_sampling_scheme), parameters, pressures }
}

/** Reference table 16: sampling above the cut-off pressure of the pump. */
const isNearSurface = (scheme: string): boolean => scheme.startsWith('Near-surface sampling')

/** A second temperature and salinity have a second pressure (PRES2 for TEMP2 and PSAL2), where the file has one; all else has PRES. */
function pressureOf(parameter: JudgedParameter, pressures: readonly JudgedParameter[]): JudgedParameter | undefined {
  const { name, as } = parameter
  if (as === 'PRES') return parameter
  const number = as === 'TEMP' || as === 'PSAL' ? name.slice(as.length) : ''
  const own = number === '' ? undefined : pressures.find((pressure) => pressure.name === `PRES${number}`)
  return own ?? pressures.find((pressure) => pressure.name === 'PRES')
}
