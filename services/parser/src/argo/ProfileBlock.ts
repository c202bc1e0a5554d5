import type { NetcdfFile, NetcdfVariable } from '../netcdf/NetcdfFile.ts'
import { timeScale } from './argoTime.ts'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { fillValueOf, valueOrNull } from './missingValue.ts'
import { nameRows } from './nameRows.ts'
import { type ProfileNumber, type ProfileText, profileNumbers, profileTexts } from './profileVariables.ts'
import { stationParameters } from './surveyProfiles.ts'
import { textCells } from './textCells.ts'

/** What a file says once a profile, for a block of profiles. */
export class ProfileBlock {
  readonly #texts = new Map<string, (row: number) => string>()
  readonly #numbers = new Map<string, (row: number) => number | null>()
  readonly #warnings: FileWarnings
  #stationParameters: ((row: number) => readonly string[]) | undefined
  #parameterModes: ((row: number, index: number) => string) | undefined

  private constructor(warnings: FileWarnings) {
    this.#warnings = warnings
  }

  /** What is read here. */
  static variables(file: NetcdfFile, profiles: number): NetcdfVariable[] {
    const names = [...Object.keys(profileTexts), ...profileNumbers, 'STATION_PARAMETERS', 'PARAMETER_DATA_MODE']
    return names.map((name) => perProfile(file, name, profiles)).filter((variable) => variable !== undefined)
  }

  static async read(
    file: NetcdfFile,
    profiles: number,
    [from, to]: readonly [number, number],
    warnings: FileWarnings,
  ): Promise<ProfileBlock> {
    const block = new ProfileBlock(warnings)
    const rows = to - from
    const cellsOf = async (variable: NetcdfVariable) => {
      const cells = variable.shape[1] ?? 0
      return { cells, text: textCells(await file.read(variable, from, to), rows * cells) }
    }
    const texts = Object.keys(profileTexts).map(async (name) => {
      const variable = perProfile(file, name, profiles)
      if (variable !== undefined) block.#texts.set(name, textCells(await file.read(variable, from, to), rows))
    })
    const numbers = profileNumbers.map(async (name) => {
      const variable = perProfile(file, name, profiles)
      if (variable === undefined) return
      const values = await file.read(variable, from, to)
      if (!('numbers' in values)) return
      const fill = fillValueOf(variable)
      const units = variable.attributes.get('units')
      const scale = name.startsWith('JULD') && typeof units === 'string' ? timeScale(units) : (value: number) => value
      block.#numbers.set(name, (row) => {
        const value = values.numbers[row]
        // The fill is in the variable's own units, the bound on magnitudes in Argo's.
        return value === undefined || value === fill ? null : valueOrNull(scale(value), Number.NaN)
      })
    })
    const station = stationParameters(file, profiles)
    const modes = perProfile(file, 'PARAMETER_DATA_MODE', profiles)
    await Promise.all([...texts, ...numbers])
    if (station !== undefined) {
      block.#stationParameters = nameRows(await file.read(station, from, to), rows, station.shape[1] ?? 0)
    }
    if (modes?.shape.length === 2) {
      const { cells, text } = await cellsOf(modes)
      block.#parameterModes = (row, index) => (index < cells ? text(row * cells + index) : '')
    }
    return block
  }

  /** Empty where the file has no such variable. */
  text(name: ProfileText, row: number): string {
    const text = this.#texts.get(name)?.(row) ?? ''
    const width = profileTexts[name]
    if (text.length <= width) return text
    this.#warnings.count(
      name,
      '',
      (count) => `${name} is longer than its ${width} characters in ${profilesOf(count)} and was cut.`,
    )
    return text.slice(0, width).trimEnd()
  }

  /** Null where the value is missing or the file has no such variable. */
  number(name: ProfileNumber, row: number): number | null {
    return this.#numbers.get(name)?.(row) ?? null
  }

  has(name: ProfileText): boolean {
    return this.#texts.has(name)
  }

  /** The parameters of the profile by their place in STATION_PARAMETERS; undefined where the file has none. */
  stationParameters(row: number): readonly string[] | undefined {
    return this.#stationParameters?.(row)
  }

  /** PARAMETER_DATA_MODE of the parameter at a place in STATION_PARAMETERS; undefined where the file has none. */
  parameterMode(row: number, index: number): string | undefined {
    return this.#parameterModes?.(row, index)
  }
}

function perProfile(file: NetcdfFile, name: string, profiles: number): NetcdfVariable | undefined {
  const variable = file.variables.get(name)
  return variable?.shape[0] === profiles ? variable : undefined
}
