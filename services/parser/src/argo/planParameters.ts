import type { NetcdfFile, NetcdfVariable } from '../netcdf/NetcdfFile.ts'
import type { FileWarnings } from './FileWarnings.ts'
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

/** What belongs to a parameter and is none itself. */
const suffix = /(_QC|_ADJUSTED|_ADJUSTED_QC|_ADJUSTED_ERROR|_dPRES)$/
const longestName = 64

/**
 * Finds the variables of every parameter of the file: those that STATION_PARAMETERS lists, or, where the
 * file has none, every float variable along profiles and levels.
 *
 * Spectra (three dimensions) and what else has no place in a profile are left out with a warning.
 *
 * @param levels N_LEVELS, the second length of PRES.
 */
export function planParameters(
  file: NetcdfFile,
  survey: Survey,
  levels: number,
  warnings: FileWarnings,
): ReadonlyMap<string, ParameterPlan> {
  const alongLevels = (variable: NetcdfVariable) =>
    variable.shape.length === 2 && variable.shape[0] === survey.profiles && variable.shape[1] === levels
  const isValues = (variable: NetcdfVariable) => variable.type !== 'char' && variable.type !== 'string'
  const names = survey.listed ?? unlisted()

  const plans = new Map<string, ParameterPlan>()
  for (const name of names) {
    if (name.length > longestName) {
      warnings.say(`STATION_PARAMETERS lists a name of ${name.length} characters, which was left out.`)
      continue
    }
    const raw = file.variables.get(name)
    if (raw === undefined) warnings.say(`STATION_PARAMETERS lists ${name}, and the file has no such variable.`)
    else if (!alongLevels(raw) || !isValues(raw)) {
      warnings.say(`${name} was left out: it has the dimensions ${raw.shape.join(' × ')}, not one value a level.`)
      continue
    }
    const companion = (ending: string) => {
      const variable = file.variables.get(`${name}${ending}`)
      if (variable === undefined || alongLevels(variable)) return variable
      warnings.say(
        `${variable.name} was left out: it has the dimensions ${variable.shape.join(' × ')}, unlike ${name}.`,
      )
      return undefined
    }
    const profileQc = file.variables.get(`PROFILE_${name}_QC`)
    const units = raw?.attributes.get('units')
    plans.set(name, {
      name,
      units: typeof units === 'string' ? units.replaceAll('\0', '').trim().slice(0, 64) : '',
      raw,
      rawQc: companion('_QC'),
      adjusted: companion('_ADJUSTED'),
      adjustedQc: companion('_ADJUSTED_QC'),
      adjustedError: companion('_ADJUSTED_ERROR'),
      profileQc: profileQc?.shape.length === 1 && profileQc.shape[0] === survey.profiles ? profileQc : undefined,
    })
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
    const displacements = unused.filter((variable) => variable.name.endsWith('_dPRES')).map((variable) => variable.name)
    if (displacements.length > 0) {
      warnings.say(`The pressure displacements of a synthetic file are not kept: ${displacements.join(', ')}.`)
    }
    const others = unused.filter((variable) => !variable.name.endsWith('_dPRES')).map((variable) => variable.name)
    if (others.length > 0) warnings.say(`STATION_PARAMETERS does not list what was left out: ${others.join(', ')}.`)
  }
}
