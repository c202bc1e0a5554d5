import type { NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { FileWarnings } from './FileWarnings.ts'
import { dimensionsOf, type ProfileFile } from './ProfileFile.ts'
import type { Survey } from './surveyProfiles.ts'

/** The variables of one parameter, as far as the file has them. */
export interface ParameterPlan {
  readonly name: string
  readonly units: string
  readonly raw: NetcdfVariable | undefined
  readonly rawQc: NetcdfVariable | undefined
  readonly adjusted: NetcdfVariable | undefined
  readonly adjustedQc: NetcdfVariable | undefined
  readonly adjustedError: NetcdfVariable | undefined
  readonly profileQc: NetcdfVariable | undefined
}

/** What belongs to a parameter and is none itself. Names have been brought to capitals. */
const suffix = /(_QC|_ADJUSTED|_ADJUSTED_QC|_ADJUSTED_ERROR|_DPRES)$/
const longestName = 64

/**
 * Finds the variables of every parameter of the file: those that STATION_PARAMETERS lists, and then every variable of
 * numbers along profiles and levels that it does not list: a profile that has values of it keeps them.
 *
 * Spectra (three dimensions) and what else has no place in a profile are left out with a warning.
 *
 * @param levels N_LEVELS, the second length of PRES.
 */
export function planParameters(
  file: ProfileFile,
  survey: Survey,
  levels: number,
  warnings: FileWarnings,
): ReadonlyMap<string, ParameterPlan> {
  const isAlongLevels = ({ shape }: NetcdfVariable) =>
    shape.length === 2 && shape[0] === survey.profiles && shape[1] === levels
  const ofLevels = [...file.variables.values()].filter((variable) => isAlongLevels(variable) && isValues(variable))
  const unlisted = ofLevels.filter(({ name }) => !suffix.test(name)).map(({ name }) => name)

  const plans = new Map<string, ParameterPlan>()
  for (const name of new Set([...(survey.listed ?? []), ...unlisted])) {
    if (name.length > longestName) {
      warnings.say(`STATION_PARAMETERS lists a name of ${name.length} characters, which was left out.`)
      continue
    }
    const raw = file.variables.get(name)
    const misfit = file.misfits.get(name)
    if (raw === undefined && misfit === undefined)
      warnings.say(`STATION_PARAMETERS lists ${name}, and the file has no such variable.`)
    else if (raw === undefined || !isAlongLevels(raw) || !isValues(raw)) {
      const why = misfit ?? (raw === undefined ? '' : `has the dimensions ${dimensionsOf(raw)}`)
      warnings.say(`${name} was left out: it ${why}, not one value a level.`)
      continue
    }
    const plan = planOf(name, file, isAlongLevels, warnings)
    const { rawQc, adjusted, adjustedQc, adjustedError } = plan
    // A name alone delivers nothing, and would be a row of each profile.
    if ([raw, rawQc, adjusted, adjustedQc, adjustedError].some((each) => each !== undefined)) plans.set(name, plan)
  }
  warnOfTheRest(ofLevels, plans, warnings)
  return plans
}

function isValues({ type }: NetcdfVariable): boolean {
  return type !== 'char' && type !== 'string'
}

type Fits = (variable: NetcdfVariable) => boolean

function planOf(name: string, file: ProfileFile, isAlongLevels: Fits, warnings: FileWarnings): ParameterPlan {
  const companion = (companionName: string, fits: Fits = isAlongLevels) => {
    const why = file.misfits.get(companionName)
    if (why !== undefined) warnings.say(`${companionName} was left out: it ${why}, unlike ${name}.`)
    const variable = file.variables.get(companionName)
    if (variable === undefined || fits(variable)) return variable
    warnings.say(`${companionName} was left out: it has the dimensions ${dimensionsOf(variable)}, unlike ${name}.`)
    return undefined
  }
  const raw = file.variables.get(name)
  const units = raw?.attributes.get('units')
  return {
    name,
    units: typeof units === 'string' ? units.replaceAll('\0', '').trim().slice(0, 64) : '',
    raw,
    rawQc: companion(`${name}_QC`),
    adjusted: companion(`${name}_ADJUSTED`),
    adjustedQc: companion(`${name}_ADJUSTED_QC`),
    adjustedError: companion(`${name}_ADJUSTED_ERROR`),
    profileQc: companion(`PROFILE_${name}_QC`, ({ shape }) => shape.length === 1),
  }
}

/** @param ofLevels every variable of numbers along profiles and levels. */
function warnOfTheRest(
  ofLevels: readonly NetcdfVariable[],
  plans: ReadonlyMap<string, ParameterPlan>,
  warnings: FileWarnings,
): void {
  const used = new Set([...plans.values()].flatMap((plan) => Object.values(plan)))
  const unused = ofLevels.filter((variable) => !used.has(variable)).map(({ name }) => name)
  const displacements = unused.filter((name) => name.endsWith('_DPRES'))
  if (displacements.length > 0)
    warnings.say(`The pressure displacements of a synthetic file are not kept: ${displacements.join(', ')}.`)
  const others = unused.filter((name) => !name.endsWith('_DPRES'))
  if (others.length > 0)
    warnings.say(`There is no parameter that these belong to, and they were left out: ${others.join(', ')}.`)
}
