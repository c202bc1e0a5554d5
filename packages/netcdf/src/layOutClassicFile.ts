import type { ClassicAttribute, ClassicDeclaration, ClassicOutline } from './ClassicFile.ts'
import { classicTypes } from './classicTypes.ts'
import { encodeValues } from './encodeValues.ts'

const tagDimension = 10
const tagVariable = 11
const tagAttribute = 12
const streamingRecords = 0xffff_ffffn
/** What stands for a length that does not fit into four bytes; readers count it from the dimensions. */
const lengthBeyond = 0xffff_ffff

/** Where a variable stands in the file. */
export interface ClassicPlace {
  readonly variable: ClassicDeclaration
  readonly isRecord: boolean
  /** Bytes of the variable (of one record of it), without padding. */
  readonly length: number
  /** The same with the padding that follows it. */
  readonly paddedLength: number
  /** Offset of its first byte. */
  readonly begin: number
}

/** What is written in this order: the header, the variables of fixed size, then record by record the others. */
export interface ClassicLayout {
  readonly header: Buffer
  /** In the order of the variables; those of fixed size stand before all records, whatever their order. */
  readonly places: readonly ClassicPlace[]
  readonly recordsBegin: number
  /** Bytes from one record to the next. */
  readonly recordSize: number
  readonly recordCount: number
}

/**
 * The layout of a classic NetCDF file (CDF-1, CDF-2 or CDF-5), by the format specification at
 * https://docs.unidata.ucar.edu/netcdf-c/current/file_format_specifications.html. With it a file can be sent whose
 * values are not known yet: its sizes are all that it takes.
 *
 * @throws TypeError where a variable names a dimension that is not there.
 */
export function layOutClassicFile(outline: ClassicOutline): ClassicLayout {
  const sized = outline.variables.map((variable) => sizeOf(outline, variable))
  const recordVariables = sized.filter(({ isRecord }) => isRecord)
  // A single record variable is not padded: the specification's one exception.
  const widthOf = (one: Sized) => (one.isRecord && recordVariables.length === 1 ? one.length : padded(one.length))

  const headerLength = writeHeader(outline, sized, () => 0).length
  const begins = new Map<Sized, number>()
  let at = headerLength
  const put = (ones: readonly Sized[]) => {
    for (const one of ones) {
      begins.set(one, at)
      at += widthOf(one)
    }
  }
  put(sized.filter(({ isRecord }) => !isRecord))
  const recordsBegin = at
  put(recordVariables)
  const beginOf = (one: Sized) => begins.get(one) ?? 0
  return {
    header: writeHeader(outline, sized, beginOf),
    places: sized.map((one) => ({ ...one, paddedLength: widthOf(one), begin: beginOf(one) })),
    ...{ recordsBegin, recordSize: at - recordsBegin, recordCount: recordCountOf(outline) },
  }
}

interface Sized {
  readonly variable: ClassicDeclaration
  readonly isRecord: boolean
  readonly length: number
}

function recordCountOf({ unlimited, dimensions }: ClassicOutline): number {
  return unlimited === undefined ? 0 : (dimensions[unlimited] ?? 0)
}

function sizeOf({ dimensions, unlimited }: ClassicOutline, variable: ClassicDeclaration): Sized {
  const isRecord = variable.dimensions[0] !== undefined && variable.dimensions[0] === unlimited
  const lengths = variable.dimensions.map((name) => {
    const length = dimensions[name]
    if (length === undefined) throw new TypeError(`${variable.name}: there is no dimension ${name}`)
    return length
  })
  const ofOne = isRecord ? lengths.slice(1) : lengths
  return {
    variable,
    isRecord,
    length: ofOne.reduce((product, length) => product * length, classicTypes[variable.type].size),
  }
}

function writeHeader(outline: ClassicOutline, sized: readonly Sized[], beginOf: (one: Sized) => number): Buffer {
  const { version, unlimited } = outline
  const parts: Buffer[] = []
  const wide = version === 5
  const number = (value: number | bigint, bytes: 4 | 8) => {
    const part = Buffer.alloc(bytes)
    if (bytes === 8) part.writeBigUInt64BE(BigInt(value))
    else part.writeUInt32BE(Number(value))
    parts.push(part)
  }
  const count = (value: number | bigint) => number(value, wide ? 8 : 4)
  const bytes = (value: Buffer) => parts.push(value, Buffer.alloc(padded(value.length) - value.length))
  const name = (value: string) => {
    const encoded = Buffer.from(value, 'utf8')
    count(encoded.length)
    bytes(encoded)
  }
  const list = (tag: number, length: number) => {
    number(length === 0 ? 0 : tag, 4)
    count(length)
  }
  const attributes = (entries: Readonly<Record<string, ClassicAttribute>> = {}) => {
    list(tagAttribute, Object.keys(entries).length)
    for (const [key, attribute] of Object.entries(entries)) {
      name(key)
      number(classicTypes[attribute.type].code, 4)
      count(attribute.values.length)
      bytes(encodeValues(attribute.type, attribute.values))
    }
  }

  parts.push(Buffer.from(`CDF${String.fromCharCode(version)}`, 'latin1'))
  count(outline.streaming ? (wide ? 0xffff_ffff_ffff_ffffn : streamingRecords) : recordCountOf(outline))
  const dimensions = Object.entries(outline.dimensions)
  list(tagDimension, dimensions.length)
  for (const [key, length] of dimensions) {
    name(key)
    count(key === unlimited ? 0 : length)
  }
  attributes(outline.attributes)
  list(tagVariable, sized.length)
  for (const one of sized) {
    name(one.variable.name)
    count(one.variable.dimensions.length)
    for (const key of one.variable.dimensions) count(dimensions.findIndex(([other]) => other === key))
    attributes(one.variable.attributes)
    number(classicTypes[one.variable.type].code, 4)
    count(wide ? padded(one.length) : Math.min(padded(one.length), lengthBeyond))
    number(beginOf(one), version === 1 ? 4 : 8)
  }
  return Buffer.concat(parts)
}

/** Everything begins at a multiple of four bytes. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}
