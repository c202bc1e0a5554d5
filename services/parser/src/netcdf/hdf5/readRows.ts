import type { NetcdfValues, NumericValues } from '../NetcdfFile.ts'
import type { DescribedVariable } from './describeFile.ts'
import { Hdf5Problem } from './Hdf5Problem.ts'
import type { H5Module } from './h5wasm.ts'
import { numbersOf } from './numbersOf.ts'
import { type Lengths, product, runsOf } from './runsOf.ts'
import { usualFill } from './usualFill.ts'

/** One read hands out no more than this; the decoder asks for blocks of some megabytes. */
const mostBytes = 160 * 1024 * 1024
/** Texts of one read together: an Argo block has some hundred thousand characters. */
const mostCharacters = 16 * 1024 * 1024
/** Filters that the library has built in: deflate, shuffle, fletcher32, szip, nbit, scale-offset. */
const builtInFilters = new Set([1, 2, 3, 4, 5, 6])

export type Rows = Exclude<NetcdfValues, { chars: Buffer }> | { readonly bytes: Uint8Array }

/** Rows `from` up to, not including, `to` of a variable, in one call of the library. */
export function readRows(module: H5Module, file: bigint, variable: DescribedVariable, from: number, to: number): Rows {
  const { name, storedShape, fullShape, elementBytes, isVariableString, oversizedChunk } = variable
  const stored = storedShape.length === 0 ? 1 : (storedShape[0] ?? 0)
  const rows = Math.max(0, Math.min(to, stored) - Math.min(from, stored))
  const perRow = product(storedShape.slice(1))
  const fullRow = product(fullShape.slice(1))
  if ((to - from) * fullRow * elementBytes > mostBytes)
    throw new Hdf5Problem(`has ${fullRow * elementBytes} bytes of ${name} in a single profile`, 'TOO_LARGE')
  if (oversizedChunk !== undefined) {
    const what = `is stored in chunks that are too large: those of ${name} have ${oversizedChunk} bytes`
    throw new Hdf5Problem(`${what}. Write it with smaller chunks`, 'TOO_LARGE')
  }
  const wanted = [to - from, ...fullShape.slice(1)]
  const there = [rows, ...storedShape.slice(1)]
  const bytes = rows * perRow * elementBytes
  if (bytes === 0) return asRows(variable, new Uint8Array(0), there, wanted)

  const pointer = module._malloc(bytes)
  if (pointer === 0) throw new Hdf5Problem(`asks for more memory than there is to read ${name}`)
  try {
    const count = storedShape.length === 0 ? null : [rows, ...storedShape.slice(1)].map(BigInt)
    const offset = count === null ? null : storedShape.map((_, axis) => BigInt(axis === 0 ? from : 0))
    const strides = count === null ? null : storedShape.map(() => 1n)
    if (module.get_dataset_data(file, name, count, offset, strides, BigInt(pointer)) < 0)
      throw unreadable(module, file, name)
    if (isVariableString) {
      try {
        return { texts: paddedTexts(textsAt(module, pointer, rows * perRow, name), there, wanted) }
      } finally {
        if (count === null) module.reclaim_vlen_memory(file, name, '', BigInt(pointer))
        else module.reclaim_vlen_memory_count(file, name, '', BigInt(pointer), count)
      }
    }
    return asRows(variable, module.HEAPU8.slice(pointer, pointer + bytes), there, wanted)
  } finally {
    module._free(pointer)
  }
}

function unreadable(module: H5Module, file: bigint, name: string): Hdf5Problem {
  const foreign = module.get_dataset_filters(file, name).find((filter) => !builtInFilters.has(filter.id))
  if (foreign === undefined) return new Hdf5Problem(`is damaged or cut short: its ${name} cannot be read`)
  const what = foreign.name === '' ? `filter ${foreign.id}` : `${foreign.name} (filter ${foreign.id})`
  return new Hdf5Problem(`is compressed by ${what}, which cannot be read here; compress it by deflate (zlib)`)
}

function textsAt(module: H5Module, pointer: number, count: number, name: string): string[] {
  const pointers = new Uint32Array(module.HEAPU8.slice(pointer, pointer + count * 4).buffer)
  let characters = 0
  return Array.from(pointers, (address) => {
    const text = address === 0 ? '' : module.UTF8ToString(address)
    characters += text.length
    if (characters > mostCharacters) throw new Hdf5Problem(`has more than ${mostCharacters} characters in ${name}`)
    return text
  })
}

/** Bytes of the library as values, of the shape that is wanted: what was never written holds the fill value. */
function asRows(variable: DescribedVariable, data: Uint8Array, there: Lengths, wanted: Lengths): Rows {
  const { name, type, elementBytes, attributes } = variable
  if (type === 'string') return { texts: paddedTexts([], there, wanted) }
  const whole = product(there) === product(wanted)
  if (type === 'char') {
    if (whole) return { bytes: data }
    const bytes = new Uint8Array(product(wanted) * elementBytes).fill(0x20)
    copyRuns(data, bytes, [...there, elementBytes], [...wanted, elementBytes])
    return { bytes }
  }
  const numbers = numbersOf(data, type === 'float' || type === 'double' ? 1 : 0, elementBytes, !type.startsWith('u'))
  if (numbers === undefined) throw new Hdf5Problem(`has a ${name} of a type that does not exist in NetCDF`)
  if (whole) return { numbers }
  const declared = attributes.get('_FillValue')
  const fill = typeof declared === 'object' ? (declared[0] ?? Number.NaN) : usualFill(type)
  // The same kind of array, longer.
  const Kind = numbers.constructor as new (length: number) => NumericValues
  const filled = new Kind(product(wanted)).fill(fill)
  copyRuns(numbers, filled, there, wanted)
  return { numbers: filled }
}

function copyRuns(source: NumericValues, target: NumericValues, there: Lengths, wanted: Lengths): void {
  if (source.length === 0) return
  for (const { from, length, at } of runsOf(there, wanted)) target.set(source.subarray(from, from + length), at)
}

function paddedTexts(texts: readonly string[], there: Lengths, wanted: Lengths): readonly string[] {
  if (texts.length === product(wanted)) return texts
  const padded = new Array<string>(product(wanted)).fill('')
  if (texts.length === 0) return padded
  for (const { from, length, at } of runsOf(there, wanted)) {
    for (let index = 0; index < length; index += 1) padded[at + index] = texts[from + index] ?? ''
  }
  return padded
}
