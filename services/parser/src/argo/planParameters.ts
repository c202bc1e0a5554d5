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
  const alongLevels = (variable: NetcdfVariable) =>
    variable.shape.length === 2 && variable.shape[0] === survey.profiles && variable.shape[1] === levels
  const isValues = (variable: NetcdfVariable) => variable.type !== 'char' && variable.type !== 'string'
  const names = new Set([...(survey.listed ?? []), ...unlisted()])

  const plans = new Map<string, ParameterPlan>()
  for (const name of names) {
    if (name.length > longestName) {
      warnings.say(`STATION_PARAMETERS lists a name of ${name.length} characters, which was left out.`)
      continue
    }
    const raw = file.variables.get(name)
    const misfit = file.misfits.get(name)
    if (raw === undefined && misfit === undefined)
      warnings.say(`STATION_PARAMETERS lists ${name}, and the file has no such variable.`)
    else if (raw === undefined || !alongLevels(raw) || !isValues(raw)) {
      const why = misfit ?? (raw === undefined ? '' : `has the dimensions ${dimensionsOf(raw)}`)
      warnings.say(`${name} was left out: it ${why}, not one value a level.`)
      continue
    }
    const companion = (companionName: string, fits: (variable: NetcdfVariable) => boolean = alongLevels) => {
      const why = file.misfits.get(companionName)
      if (why !== undefined) warnings.say(`${companionName} was left out: it ${why}, unlike ${name}.`)
      const variable = file.variables.get(companionName)
      if (variable === undefined || fits(variable)) return variable
      warnings.say(`${companionName} was left out: it has the dimensions ${dimensionsOf(variable)}, unlike ${name}.`)
      return undefined
    }
    const units = raw?.attributes.get('units')
    const plan = {
      name,
      units: typeof units === 'string' ? units.replaceAll('\0', '').trim().slice(0, 64) : '',
      raw,
      rawQc: companion(`${name}_QC`),
      adjusted: companion(`${name}_ADJUSTED`),
      adjustedQc: companion(`${name}_ADJUSTED_QC`),
      adjustedError: companion(`${name}_ADJUSTED_ERROR`),
      profileQc: companion(`PROFILE_${name}_QC`, ({ shape }) => shape.length === 1),
    }
    const { rawQc, adjusted, adjustedQc, adjustedError } = plan
    // A name alone delivers nothing, and would be a row of each profile.
    if ([raw, rawQc, adjusted, adjustedQc, adjustedError].some((each) => each !== undefined)) plans.set(name, plan)
  }
  warnOfTheRest()
  return plans

  function unlisted(): string[] {
    const found = [...file.variables.values()].filter(
      (variable) => alongLevels(variable) && isValues(variable) && !suffix.test(variable.name),
    )
    return found.map((variable) => variable.name)
  }

  function warnOfTheRest(): void {
    const used = new Set([...plans.values()].flatMap((plan) => Object.values(plan)))
    const unused = [...file.variables.values()].filter(
      (variable) => alongLevels(variable) && isValues(variable) && !used.has(variable),
    )
    const displacements = unused.filter((variable) => variable.name.endsWith('_DPRES')).map((variable) => variable.name)
    if (displacements.length > 0) {
      warnings.say(`The pressure displacements of a synthetic file are not kept: ${displacements.join(', ')}.`)
    }
    const others = unused.filter((variable) => !variable.name.endsWith('_DPRES')).map((variable) => variable.name)
    if (others.length > 0)
      warnings.say(`There is no parameter that these belong to, and they were left out: ${others.join(', ')}.`)
  }
}
