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
}

/** One profile on its way through the tests: only the parameters that have values. */
export interface JudgedProfile {
  readonly profile: Profile
  readonly levels: number
  readonly isNearSurface: boolean
  readonly parameters: readonly JudgedParameter[]
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
    const { values, isAdjusted } = judgedValues(parameter, profile.source_kind)
    if (values.length === 0) continue
    if (values.length !== levels) {
      throw new RangeError(`${parameter.name} has ${values.length} values for ${levels} levels`)
    }
    parameters.push({
      name: parameter.name,
      as: judgedAs(parameter.name),
      isAdjusted,
      values,
      marks: workspace.marks(),
    })
  }
  return { profile, levels, isNearSurface: isNearSurface(profile.vertical_sampling_scheme), parameters }
}

/** Reference table 16: sampling above the cut-off pressure of the pump. */
const isNearSurface = (scheme: string): boolean => scheme.startsWith('Near-surface sampling')

/** The parameter by that name, where it has values. */
export function find(judged: JudgedProfile, name: string): JudgedParameter | undefined {
  return judged.parameters.find((parameter) => parameter.name === name)
}

/** The pressure that a sensor's values were taken at: that of its own pressure sensor (PRES2 for TEMP2 and PSAL2), else PRES. */
export function pressureOf(judged: JudgedProfile, parameter: JudgedParameter): JudgedParameter | undefined {
  if (parameter.as === 'TEMP' || parameter.as === 'PSAL') {
    const own = find(judged, `PRES${parameter.name.slice(parameter.as.length)}`)
    if (own !== undefined) return own
  }
  return find(judged, 'PRES')
}
