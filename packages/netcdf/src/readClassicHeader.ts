import { permanent } from '@floatchat/contracts/IngestionError'
import { type ExternalType, externalTypes, fromBigEndian } from './externalTypes.ts'
import { HeaderCursor, type Place } from './HeaderCursor.ts'
import type { Container, NetcdfAttribute, NetcdfVariable } from './NetcdfFile.ts'
import type { RangeReader } from './RangeReader.ts'

/** What netCDF-C calls NC_MAX_VARS; an Argo file has about a hundred of each. */
const mostEntries = 8192
/** An Argo variable has at most four dimensions. */
const mostDimensions = 32
const tag = { dimension: 10, variable: 11, attribute: 12 } as const

export interface ClassicVariable extends NetcdfVariable {
  readonly external: ExternalType
  /** Where its first value is in the file. */
  readonly begin: number
  /** Bytes from one step of the first dimension to the next: `rowBytes`, or a whole record. */
  readonly stride: number
  readonly isRecord: boolean
}

export interface ClassicHeader {
  readonly container: Container
  readonly dimensions: ReadonlyMap<string, number>
  readonly attributes: ReadonlyMap<string, NetcdfAttribute>
  readonly variables: ReadonlyMap<string, ClassicVariable>
  /** Where the first record begins, and the bytes of one. */
  readonly recordsBegin: number
  readonly recordSize: number
}

interface Dimension {
  readonly name: string
  /** Zero for the record dimension. */
  readonly length: number
}

type Attributes = ReadonlyMap<string, NetcdfAttribute>

type Declared = Pick<ClassicVariable, 'name' | 'external' | 'begin' | 'isRecord'> & {
  readonly attributes: () => Attributes
  readonly axes: readonly Dimension[]
  /** Bytes of the variable (of one record of it), without padding. */
  readonly length: number
}

/**
 * The header of a CDF-1, CDF-2 or CDF-5 file.
 *
 * Every length, offset and count in it is held against the size of the file. The `vsize` of a variable is
 * passed over, since writers get it wrong for large variables.
 *
 * @throws IngestionError TRUNCATED or MALFORMED_NETCDF.
 */
export function readClassicHeader(reader: RangeReader, filename: string): ClassicHeader {
  const cursor = new HeaderCursor(reader, filename)
  const version = cursor.bytes(4).readUInt8(3)
  if (version === 5) cursor.useWideCounts()
  const statedRecords = cursor.records()
  const dimensions = repeat(cursor.list(tag.dimension, 'dimensions', mostEntries), () => ({
    name: cursor.name(),
    length: cursor.count(),
  }))
  const attributes = passAttributes(cursor)
  const declared = repeat(cursor.list(tag.variable, 'variables', mostEntries), () =>
    readVariable(cursor, dimensions, version),
  )

  const inRecords = declared.filter((variable) => variable.isRecord)
  // A single record variable is not padded: the specification's one exception.
  const recordLength = (variable: Declared) => (inRecords.length === 1 ? variable.length : padded(variable.length))
  const recordSize = inRecords.reduce((sum, variable) => sum + recordLength(variable), 0)
  const recordsBegin = inRecords.reduce((least, variable) => Math.min(least, variable.begin), reader.size)
  const records = statedRecords ?? countRecords(inRecords, recordSize, reader.size)

  for (const variable of declared) {
    // Where there is no record the offset of a record variable points behind the end.
    if (variable.isRecord && records === 0) continue
    const end = variable.begin + variable.length + (variable.isRecord ? (records - 1) * recordSize : 0)
    if (variable.begin < cursor.position) {
      throw cursor.malformed(`its variable ${variable.name} begins at byte ${variable.begin}, inside the header`)
    }
    if (end > reader.size) {
      throw permanent(
        'TRUNCATED',
        `${filename} is cut short: ${variable.name} ends at byte ${end}, and the file has ${reader.size} bytes. Send it again.`,
      )
    }
  }

  const unlimited = new Set(dimensions.filter((dimension) => dimension.length === 0).map((dimension) => dimension.name))
  const lengthOf = (dimension: Dimension) => (unlimited.has(dimension.name) ? records : dimension.length)
  return {
    container: version === 5 ? 'CDF-5' : version === 2 ? 'CDF-2' : 'CDF-1',
    dimensions: new Map(dimensions.map((dimension) => [dimension.name, lengthOf(dimension)])),
    get attributes() {
      return attributes()
    },
    variables: new Map(declared.map((variable) => [variable.name, layOut(variable, lengthOf, recordSize)])),
    recordsBegin,
    recordSize,
  }
}

function layOut(
  { name, external, begin, isRecord, attributes, axes, length }: Declared,
  lengthOf: (dimension: Dimension) => number,
  recordSize: number,
): ClassicVariable {
  const shape = axes.map(lengthOf)
  const rowBytes = isRecord ? length : length / Math.max(shape[0] ?? 1, 1)
  return {
    name,
    type: external.name,
    external,
    begin,
    isRecord,
    shape,
    dimensions: axes.map((axis) => axis.name),
    rowBytes,
    stride: isRecord ? recordSize : rowBytes,
    rowsTogether: 1,
    get attributes() {
      return attributes()
    },
  }
}

/**
 * Passes a list of attributes by and gives what reads it: most of a header are attributes that nobody asks for, and to
 * read them all takes as long as to read the data of a small file.
 */
function passAttributes(cursor: HeaderCursor): () => Attributes {
  const begin = cursor.position
  const count = cursor.list(tag.attribute, 'attributes', mostEntries)
  for (let number = 0; number < count; number += 1) {
    const name = cursor.passName()
    const type = readType(cursor, name)
    cursor.passPadded(cursor.count() * type.size)
  }
  let attributes: Attributes | undefined
  return () => {
    attributes ??= readAttributes(cursor.at(begin))
    return attributes
  }
}

function readAttributes(cursor: HeaderCursor): Attributes {
  const entries = repeat(cursor.list(tag.attribute, 'attributes', mostEntries), (): [string, NetcdfAttribute] => {
    const name = cursor.name()
    const type = readType(cursor, name)
    const bytes = cursor.padded(cursor.count() * type.size)
    if (type.name === 'char') return [name, bytes.toString('latin1')]
    const own = Buffer.allocUnsafeSlow(bytes.length)
    bytes.copy(own)
    return [name, fromBigEndian(type.name, own)]
  })
  return new Map(entries)
}

function readVariable(cursor: HeaderCursor, dimensions: readonly Dimension[], version: number): Declared {
  const name = cursor.name()
  const rank = cursor.count()
  if (rank > mostDimensions) throw cursor.malformed(`its variable ${name} has ${rank} dimensions`)
  const own = repeat(rank, () => {
    const number = cursor.count()
    const dimension = dimensions[number]
    if (dimension === undefined)
      throw cursor.malformed(`its variable ${name} has a dimension ${number} that does not exist`)
    return dimension
  })
  const attributes = passAttributes(cursor)
  const external = readType(cursor, name)
  cursor.count() // vsize
  const begin = version === 1 ? cursor.uint32() : cursor.uint64()
  const isRecord = own[0]?.length === 0
  if (own.slice(1).some((dimension) => dimension.length === 0)) {
    throw cursor.malformed(`its variable ${name} has the record dimension in a place that is not the first`)
  }
  const fixed = isRecord ? own.slice(1) : own
  const length = fixed.reduce<number>((product, dimension) => product * dimension.length, external.size)
  if (!Number.isSafeInteger(length)) throw cursor.malformed(`its variable ${name} has ${length} bytes`)
  return { name, attributes, external, begin, isRecord, axes: own, length }
}

/** @param name of what has the type, or where it is read. */
function readType(cursor: HeaderCursor, name: string | Place): ExternalType {
  const code = cursor.uint32()
  const type = externalTypes.get(code)
  if (type === undefined) {
    const what = typeof name === 'string' ? name : cursor.text(name)
    throw cursor.malformed(`${what} has the type ${code}, which does not exist`)
  }
  return type
}

/** The records that are there, for a file whose writer left their number open. */
function countRecords(variables: readonly Declared[], recordSize: number, fileSize: number): number {
  if (recordSize === 0) return 0
  const last = variables.reduce((a, b) => (b.begin + b.length > a.begin + a.length ? b : a))
  // Only whole records count; the padding of the very last variable may be missing.
  return Math.max(0, Math.floor((fileSize - (last.begin + last.length)) / recordSize) + 1)
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function repeat<T>(length: number, make: () => T): T[] {
  const made: T[] = []
  while (made.length < length) made.push(make())
  return made
}
