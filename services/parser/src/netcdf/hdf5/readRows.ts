import type { NetcdfValues } from '@floatchat/netcdf/NetcdfFile'
import { fillOfType } from '../fillOfType.ts'
import type { DescribedVariable } from './describeFile.ts'
import { Hdf5Problem } from './Hdf5Problem.ts'
import type { H5Module } from './h5wasm.ts'
import { numbersOf } from './numbersOf.ts'
import { type Lengths, spreadNumbers, spreadTexts } from './spreadRows.ts'

/** One read hands out no more than this; the decoder asks for blocks of some megabytes. */
const mostBytes = 64 * 1024 * 1024
/** Texts of one read together: an Argo block has some hundred thousand characters. */
const mostCharacters = 16 * 1024 * 1024
/** Filters that the library has built in: deflate, shuffle, fletcher32, szip, nbit, scale-offset. */
const builtInFilters = new Set([1, 2, 3, 4, 5, 6])

export type Rows = Exclude<NetcdfValues, { chars: Buffer }> | { readonly bytes: Uint8Array }

/** Rows `from` up to, not including, `to` of a variable, in one call of the library. */
export function readRows(module: H5Module, file: bigint, variable: DescribedVariable, from: number, to: number): Rows {
  const { name, storedShape, elementBytes, isVariableString, oversizedChunk } = variable
  const stored = storedShape.length === 0 ? 1 : (storedShape[0] ?? 0)
  const rows = Math.max(0, Math.min(to, stored) - Math.min(from, stored))
  const perRow = storedShape.slice(1).reduce((product, length) => product * length, 1)
  if ((to - from) * variable.rowBytes > mostBytes) {
    const what = `has ${(to - from) * variable.rowBytes} bytes of ${name} that must be read together`
    throw new Hdf5Problem(`${what}; at most ${mostBytes} can be`, 'TOO_LARGE')
  }
  if (oversizedChunk !== undefined) {
    const what = `is stored in chunks that are too large: those of ${name} have ${oversizedChunk} bytes`
    throw new Hdf5Problem(`${what}. Write it with smaller chunks`, 'TOO_LARGE')
  }
  const bytes = rows * perRow * elementBytes
  const width = variable.type === 'char' ? [elementBytes] : []
  const lengths = {
    stored: [rows, ...storedShape.slice(1), ...width],
    whole: [to - from, ...variable.shape.slice(1, storedShape.length), ...width],
  }
  if (bytes === 0) return withFill(variable, new Uint8Array(0), lengths)

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
        return { texts: spreadTexts(textsAt(module, pointer, rows * perRow, name), lengths) }
      } finally {
        if (count === null) module.reclaim_vlen_memory(file, name, '', BigInt(pointer))
        else module.reclaim_vlen_memory_count(file, name, '', BigInt(pointer), count)
      }
    }
    return withFill(variable, module.HEAPU8.slice(pointer, pointer + bytes), lengths)
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

/** The rows as values; what was never written of them holds the fill value, as netCDF-C has it. */
function withFill(variable: DescribedVariable, data: Uint8Array, lengths: Lengths): Rows {
  const { type, elementBytes, attributes } = variable
  if (type === 'string') return { texts: spreadTexts([], lengths) }
  if (type === 'char') return { bytes: spreadNumbers(data, lengths, 0x20) }
  const numbers = numbersOf(data, type === 'float' || type === 'double' ? 1 : 0, elementBytes, !type.startsWith('u'))
  if (numbers === undefined) throw new Hdf5Problem(`has a ${variable.name} of a type that does not exist in NetCDF`)
  const declared = attributes.get('_FillValue')
  const fill = typeof declared === 'object' ? declared[0] : undefined
  return { numbers: spreadNumbers(numbers, lengths, fill ?? fillOfType[type] ?? 0) }
}
