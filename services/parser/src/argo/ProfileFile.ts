import type { NetcdfFile, NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { type Fit, fitVariable } from './fitVariable.ts'
import { gatherCells } from './gatherCells.ts'
import { lettersOf } from './lettersOf.ts'
import { fillsOf } from './missingValue.ts'
import { ProfileAxes } from './ProfileAxes.ts'

const itemBytes = { byte: 1, ubyte: 1, char: 1, short: 2, ushort: 2, int: 4, uint: 4, float: 4 } as const
/** What does not lie profile by profile is read whole, all variables at once: some 2,000 profiles of 1,000 levels. */
const mostTurnedBytes = 8 * 1024 * 1024

interface Source {
  readonly variable: NetcdfVariable
  readonly fit: Fit
}

/**
 * A file of profiles as a data centre would have laid it out, whatever software it has passed through: N_PROF is the
 * first dimension, then N_LEVELS or N_PARAM, then the characters of a text; flags, modes and directions are single
 * characters. Dimensions are told by their names.
 */
export class ProfileFile implements NetcdfFile {
  readonly container
  readonly sizeBytes
  readonly attributes
  readonly groups
  readonly passedOver
  readonly dimensions: ReadonlyMap<string, number>
  readonly variables: ReadonlyMap<string, NetcdfVariable>
  /** What is there and cannot be used, with the reason as the end of a sentence that begins with its name. */
  readonly misfits: ReadonlyMap<string, string>
  /** As of `ProfileAxes`. */
  readonly hasLevels: boolean
  readonly #file: NetcdfFile
  readonly #sources = new Map<string, Source>()

  constructor(file: NetcdfFile) {
    this.#file = file
    this.container = file.container
    this.sizeBytes = file.sizeBytes
    this.attributes = file.attributes
    this.groups = file.groups
    this.passedOver = file.passedOver
    const axes = new ProfileAxes(file)
    const { profiles, levels, parameters } = axes
    this.hasLevels = axes.hasLevels
    this.dimensions = new Map([...file.dimensions, ['N_PROF', profiles], ['N_LEVELS', levels], ['N_PARAM', parameters]])
    const variables = new Map<string, NetcdfVariable>()
    const misfits = new Map(file.passedOver.map((name): [string, string] => [name, 'has a type that cannot be read']))
    for (const variable of file.variables.values()) {
      const fit = fitVariable(variable, axes)
      if (fit === 'misfit') misfits.set(variable.name, misfit(variable))
      else if (fit !== undefined && !liesByProfile(variable, fit) && bytesOf(variable) > mostTurnedBytes) {
        misfits.set(variable.name, `${misfit(variable)} and ${bytesOf(variable)} bytes, more than can be turned`)
      } else variables.set(variable.name, fit === undefined ? variable : this.#laidOut(variable, fit))
    }
    this.variables = variables
    this.misfits = misfits
  }

  async read(asked: NetcdfVariable, from: number, to: number): Promise<NetcdfValues> {
    const source = this.#sources.get(asked.name)
    if (source === undefined) return await this.#file.read(asked, from, to)
    const { variable, fit } = source
    const values = await this.#cells(source, from, to)
    if (fit.isLetter) return { chars: lettersOf(variable, values) }
    if (fit.isText && 'numbers' in values) return { texts: textsOf(variable, values.numbers) }
    return values
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file[Symbol.asyncDispose]()
  }

  #laidOut(variable: NetcdfVariable, fit: Fit): NetcdfVariable {
    this.#sources.set(variable.name, { variable, fit })
    if (isStraight(variable, fit)) return { ...variable, shape: fit.shape }
    const bytes = fit.isLetter ? 1 : itemBytesOf(variable)
    return {
      ...variable,
      shape: fit.shape,
      rowBytes: fit.cells * fit.width * bytes,
      rowsTogether: liesByProfile(variable, fit) ? variable.rowsTogether : (fit.shape[0] ?? 1),
    }
  }

  async #cells({ variable, fit }: Source, from: number, to: number): Promise<NetcdfValues> {
    if (isStraight(variable, fit)) return await this.#file.read(variable, from, to)
    const steps = variable.shape[0] ?? 1
    if (liesByProfile(variable, fit)) {
      return gatherCells(await this.#file.read(variable, from, to), fit, 0, to - from)
    }
    return gatherCells(await this.#file.read(variable, 0, steps), fit, from, to - from)
  }
}

/** Whether the values of the profiles lie one behind the other just as the decoder wants them. */
function isStraight(variable: NetcdfVariable, fit: Fit): boolean {
  const { cells, width, profileStride, cellStride, widthStride } = fit
  return (
    (width === 1 || widthStride === 1) &&
    liesByProfile(variable, fit) &&
    profileStride === cells * width &&
    (cells === 1 || cellStride === width)
  )
}

/** Whether the first dimension is that of the profiles. */
function liesByProfile({ shape }: NetcdfVariable, fit: Fit): boolean {
  return shape[0] === fit.shape[0] && fit.profileStride === product(shape.slice(1))
}

function bytesOf(variable: NetcdfVariable): number {
  return product(variable.shape) * itemBytesOf(variable)
}

function itemBytesOf({ type }: NetcdfVariable): number {
  return itemBytes[type as keyof typeof itemBytes] ?? 8
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((all, length) => all * length, 1)
}

/** Numbers that stand for texts (a WMO number, a date), written out; empty where missing. */
function textsOf(variable: NetcdfVariable, numbers: Iterable<number>): string[] {
  const fills = fillsOf(variable)
  return Array.from(numbers, (value) => (Number.isFinite(value) && !fills.includes(value) ? String(value) : ''))
}

function misfit(variable: NetcdfVariable): string {
  const { type, shape } = variable
  const what = type === 'char' || type === 'string' ? 'texts' : 'numbers'
  return shape.length === 0 ? `is a single value of ${what}` : `has ${what} of the dimensions ${dimensionsOf(variable)}`
}

/** 'N_PROF × N_LEVELS (8 × 70)', or the lengths alone where they have no names. */
export function dimensionsOf({ shape, dimensions }: NetcdfVariable): string {
  const lengths = shape.join(' × ')
  return dimensions.every((name) => name === '') ? lengths : `${dimensions.join(' × ')} (${lengths})`
}
