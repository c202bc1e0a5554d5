import type { NetcdfFile, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { type FileWarnings, profilesOf } from './FileWarnings.ts'
import { nameRows } from './nameRows.ts'
import { profileNumber } from './profileNumber.ts'
import {
  type FileText,
  fileTexts,
  type ProfileNumber,
  type ProfileText,
  profileNumbers,
  profileTexts,
} from './profileVariables.ts'
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
    const names = [
      ...Object.keys(profileTexts),
      ...fileTexts,
      ...profileNumbers,
      'STATION_PARAMETERS',
      'PARAMETER_DATA_MODE',
    ]
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
    const texts = [...Object.keys(profileTexts), ...fileTexts].map(async (name) => {
      const variable = perProfile(file, name, profiles)
      if (variable !== undefined) block.#texts.set(name, textCells(await file.read(variable, from, to), rows))
    })
    const numbers = profileNumbers.map(async (name) => {
      const variable = perProfile(file, name, profiles)
      if (variable === undefined) return
      const values = await file.read(variable, from, to)
      if (!('numbers' in values)) return
      block.#numbers.set(name, profileNumber(variable, values.numbers))
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

  /** What the profile itself says in place of the file; undefined where only the file does. */
  fileText(name: FileText, row: number): string | undefined {
    return this.#texts.get(name)?.(row)
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
  if (isFileText(name) && variable?.shape.length !== (variable?.type === 'char' ? 2 : 1)) return undefined
  return variable?.shape[0] === profiles ? variable : undefined
}

function isFileText(name: string): boolean {
  return (fileTexts as readonly string[]).includes(name)
}
