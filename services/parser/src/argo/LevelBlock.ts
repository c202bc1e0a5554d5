import type { ParameterValues } from '@floatchat/contracts/generated/records'
import type { NetcdfFile, NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { FileWarnings } from './FileWarnings.ts'
import { flagsOf, flagText } from './flags.ts'
import { type LevelValues, levelValues } from './missingValue.ts'
import type { ParameterPlan } from './planParameters.ts'
import { profileQcLetter } from './profileQcLetter.ts'
import { textCells } from './textCells.ts'

const noValues: LevelValues = { floats: new Float32Array(0), doubles: undefined }
const noDoubles = new Float64Array(0)
const noFlags = Buffer.alloc(0)

/** The levels of one parameter for a block of profiles; rows of values and flags lie one behind the other. */
export class LevelBlock {
  readonly plan: ParameterPlan
  readonly #levels: number
  readonly #raw: LevelValues
  readonly #adjusted: LevelValues
  readonly #error: LevelValues
  readonly #rawQc: Buffer
  readonly #adjustedQc: Buffer
  readonly #profileQc: (row: number) => string

  private constructor(
    plan: ParameterPlan,
    levels: number,
    read: (NetcdfValues | undefined)[],
    warnings: FileWarnings,
    rows: number,
  ) {
    const [raw, adjusted, error, rawQc, adjustedQc, profileQc] = read
    const values = (variable: NetcdfVariable | undefined, given: NetcdfValues | undefined) =>
      variable !== undefined && given !== undefined && 'numbers' in given
        ? levelValues(variable, given.numbers)
        : noValues
    const flags = (variable: NetcdfVariable | undefined, given: NetcdfValues | undefined) => {
      if (variable === undefined || given === undefined || !('chars' in given)) return noFlags
      const { bytes, strange } = flagsOf(given.chars)
      if (strange > 0) {
        const sentence = (count: number) =>
          `${variable.name} holds ${count} characters that are no quality flag; they count as no flag.`
        warnings.count(variable.name, '', sentence, strange)
      }
      return bytes
    }
    this.plan = plan
    this.#levels = levels
    this.#raw = values(plan.raw, raw)
    this.#adjusted = values(plan.adjusted, adjusted)
    this.#error = values(plan.adjustedError, error)
    this.#rawQc = flags(plan.rawQc, rawQc)
    this.#adjustedQc = flags(plan.adjustedQc, adjustedQc)
    this.#profileQc = profileQc === undefined ? () => '' : textCells(profileQc, rows)
  }

  /** Reads the parameter's variables for the profiles `from` up to, not including, `to`. */
  static async read(
    file: NetcdfFile,
    plan: ParameterPlan,
    levels: number,
    [from, to]: readonly [number, number],
    warnings: FileWarnings,
  ): Promise<LevelBlock> {
    const { raw, adjusted, adjustedError, rawQc, adjustedQc, profileQc } = plan
    const read = await Promise.all(
      [raw, adjusted, adjustedError, rawQc, adjustedQc, profileQc].map((variable) =>
        variable === undefined ? undefined : file.read(variable, from, to),
      ),
    )
    return new LevelBlock(plan, levels, read, warnings, to - from)
  }

  /** Levels of the profile up to its last with any value: raw, adjusted or error. */
  levelsInUse(row: number): number {
    let used = 0
    for (const values of [this.#raw, this.#adjusted, this.#error]) {
      if (values.floats.length > 0) used = Math.max(used, this.#lastValue(values.floats, row))
    }
    return used
  }

  /** The parameter of one profile, with `levelCount` levels. Arrays are views of the block. */
  values(row: number, levelCount: number, dataMode: ParameterValues['data_mode']): ParameterValues {
    return {
      name: this.plan.name,
      data_mode: dataMode,
      units: this.plan.units,
      raw: this.#floats(this.#raw, row, levelCount),
      raw_qc: this.#flags(this.#rawQc, row, levelCount),
      adjusted: this.#floats(this.#adjusted, row, levelCount),
      adjusted_qc: this.#flags(this.#adjustedQc, row, levelCount),
      adjusted_error: this.#floats(this.#error, row, levelCount),
      raw_double: this.#doubles(this.#raw, row, levelCount),
      adjusted_double: this.#doubles(this.#adjusted, row, levelCount),
      adjusted_error_double: this.#doubles(this.#error, row, levelCount),
      profile_qc: this.#profileQc(row).slice(0, 1).toUpperCase(),
    }
  }

  /** PROFILE_<P>_QC as stored and as the flags beside the best values make it, where the two differ. */
  disagreement(row: number, dataMode: ParameterValues['data_mode']): { stored: string; made: string } | undefined {
    const stored = this.#profileQc(row).slice(0, 1).toUpperCase()
    const flags = dataMode === 'R' ? this.#rawQc : this.#adjustedQc
    if (stored === '' || flags.length === 0) return undefined
    const made = profileQcLetter(flags, row * this.#levels, this.#levels)
    return made === '' || made === stored ? undefined : { stored, made }
  }

  #lastValue(values: Float32Array, row: number): number {
    const start = row * this.#levels
    let index = start + this.#levels - 1
    while (index >= start && Number.isNaN(values[index])) index -= 1
    return index - start + 1
  }

  #floats({ floats }: LevelValues, row: number, levelCount: number): Float32Array {
    if (floats.length === 0 || this.#lastValue(floats, row) === 0) return noValues.floats
    return floats.subarray(row * this.#levels, row * this.#levels + levelCount)
  }

  /** The values themselves where float32 does not hold every one of the profile's; else none. */
  #doubles({ floats, doubles }: LevelValues, row: number, levelCount: number): Float64Array {
    if (doubles === undefined) return noDoubles
    const start = row * this.#levels
    const own = doubles.subarray(start, start + levelCount)
    return own.some((value, level) => value !== floats[start + level] && !Number.isNaN(value)) ? own : noDoubles
  }

  #flags(flags: Buffer, row: number, levelCount: number): string {
    return flags.length === 0 ? '' : flagText(flags, row * this.#levels, levelCount)
  }
}
