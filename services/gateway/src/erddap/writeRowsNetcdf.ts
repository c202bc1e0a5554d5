import type { ClassicAttribute, ClassicDeclaration, ClassicType } from '@floatchat/netcdf/ClassicFile'
import { layOutClassicFile } from '@floatchat/netcdf/layOutClassicFile'
import { textAttribute } from '../reading/netcdf/parameterAttributes.ts'
import type { Attributes, VariableType } from './datasets.ts'
import type { ResultColumn, ResultTable } from './ResultTable.ts'

const rowsAPart = 20_000
const types: Readonly<Record<VariableType, ClassicType>> = {
  String: 'char',
  int: 'int',
  float: 'float',
  double: 'double',
}
const sizes = { int: 4, float: 4, double: 8 } as const

/** A table as ERDDAP's .nc: columns along `row`, texts with a width of their own. Column after column, CDF-2. */
export function* writeRowsNetcdf(table: ResultTable, global: Attributes): Generator<Uint8Array, void> {
  const { columns, count } = table
  const widths = new Map(columns.map((column) => [column, column.type === 'String' ? widest(column, count) : 0]))
  const strings = columns.filter(({ type }) => type === 'String')
  const { header, places } = layOutClassicFile({
    version: 2,
    dimensions: {
      row: count,
      ...Object.fromEntries(strings.map((column) => [`${column.name}_strlen`, widths.get(column) ?? 1])),
    },
    attributes: attributesOf(global, 'double'),
    variables: columns.map(declared),
  })
  yield header
  for (const [index, column] of columns.entries()) {
    const width = widths.get(column) ?? 0
    for (let from = 0; from < count; from += rowsAPart)
      yield encoded(column, from, Math.min(count, from + rowsAPart), width)
    const { length = 0, paddedLength = 0 } = places[index] ?? {}
    if (paddedLength > length) yield Buffer.alloc(paddedLength - length)
  }
}

function declared({ name, type, attributes }: ResultColumn): ClassicDeclaration {
  const dimensions = type === 'String' ? ['row', `${name}_strlen`] : ['row']
  const classic = types[type]
  // By it xarray makes texts of them, not bytes.
  const encoding: Attributes = type === 'String' ? { _Encoding: 'UTF-8' } : {}
  return { name, type: classic, dimensions, attributes: attributesOf({ ...attributes, ...encoding }, classic) }
}

function attributesOf(attributes: Attributes, type: ClassicType): Record<string, ClassicAttribute> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? textAttribute(value) : { type: type === 'char' ? 'int' : type, values: [value] },
    ]),
  )
}

function widest({ at }: ResultColumn, count: number): number {
  let most = 1
  let last: string | number = ''
  for (let row = 0; row < count; row += 1) {
    const text = at(row)
    // Neighbours are mostly the same, and of one profile the very same text.
    if (text === last) continue
    last = text
    most = Math.max(most, Buffer.byteLength(String(text)))
  }
  return most
}

function encoded({ at, type, attributes }: ResultColumn, from: number, to: number, width: number): Buffer {
  if (type === 'String') {
    const bytes = Buffer.alloc((to - from) * width)
    for (let row = from; row < to; row += 1) bytes.write(String(at(row)), (row - from) * width, width, 'utf8')
    return bytes
  }
  const size = sizes[type]
  const fill = Number(attributes._FillValue ?? Number.NaN)
  const bytes = Buffer.alloc((to - from) * size)
  for (let row = from; row < to; row += 1) {
    const value = Number(at(row))
    const place = (row - from) * size
    if (type === 'int') bytes.writeInt32BE(Number.isNaN(value) ? fill : value, place)
    else if (type === 'float') bytes.writeFloatBE(Number.isNaN(value) ? fill : value, place)
    else bytes.writeDoubleBE(Number.isNaN(value) ? fill : value, place)
  }
  return bytes
}
