/** What can be said of a file before anything reads it. */
export interface Survey {
  /** Why it cannot be a whole NetCDF file; undefined where nothing speaks against it. */
  readonly problem: string | undefined
  /** DATE_UPDATE, milliseconds since 1970-01-01T00:00Z; null where it is not found without reading the file. */
  readonly dateUpdate: number | null
}

const hdf5 = Buffer.from('894844460d0a1a0a', 'hex')
/** Bytes of a value by the number of its type (NetCDF classic format specification, nc_type). */
const typeBytes = [0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8]

/**
 * Looks whether a NetCDF file is as long as its own header says, since a copy under way is half a file with a good name,
 * and reads its DATE_UPDATE. Whether it is sound, the parser says.
 */
export function surveyNetcdf(bytes: Buffer): Survey {
  const none = (problem: string | undefined): Survey => ({ problem, dateUpdate: null })
  if (bytes.length === 0) return none('is empty')
  if (bytes.subarray(0, 8).equals(hdf5)) return none(hdf5Problem(bytes))
  const version = bytes.subarray(0, 3).toString('latin1') === 'CDF' ? bytes.readUInt8(Math.min(3, bytes.length - 1)) : 0
  if (version !== 1 && version !== 2 && version !== 5) return none('is not a NetCDF file')
  try {
    return surveyClassic(new Header(bytes, version))
  } catch (error) {
    if (error instanceof RangeError) return none('is cut short, or not sound, in its header')
    throw error
  }
}

/** The end of the file stands in the superblock (HDF5 file format specification, II.A), behind the sizes. */
function hdf5Problem(bytes: Buffer): string | undefined {
  if (bytes.length < 96) return 'is cut short'
  const version = bytes.readUInt8(8)
  const at = version < 2 ? 40 + (version === 1 ? 4 : 0) : 28
  const offsetBytes = bytes.readUInt8(version < 2 ? 13 : 9)
  if (offsetBytes !== 8) return undefined
  const end = bytes.readBigUInt64LE(at)
  return end > BigInt(bytes.length) ? `is cut short: it has ${bytes.length} bytes of ${end}` : undefined
}

class Header {
  readonly bytes: Buffer
  readonly version: number
  #at = 4

  constructor(bytes: Buffer, version: number) {
    this.bytes = bytes
    this.version = version
  }

  uint32(): number {
    this.#at += 4
    return this.bytes.readUInt32BE(this.#at - 4)
  }

  uint64(): number {
    this.#at += 8
    return Number(this.bytes.readBigUInt64BE(this.#at - 8))
  }

  count(): number {
    return this.version === 5 ? this.uint64() : this.uint32()
  }

  skip(length: number): void {
    this.#at += Math.ceil(length / 4) * 4
    // Reading goes on where the file does.
    if (!(this.#at <= this.bytes.length)) throw new RangeError('beyond the end')
  }

  name(): string {
    const length = this.count()
    const from = this.#at
    this.skip(length)
    return this.bytes.toString('latin1', from, from + length)
  }

  /** The entries of a list; its tag is passed over. */
  *list(): Generator<number> {
    this.uint32()
    const length = this.count()
    for (let index = 0; index < length; index += 1) yield index
  }

  attributes(): void {
    for (const _ of this.list()) {
      this.name()
      const type = this.uint32()
      this.skip(this.count() * (typeBytes[type] ?? 0))
    }
  }
}

interface Variable {
  readonly begin: number
  readonly length: number
  readonly isRecord: boolean
}

function surveyClassic(header: Header): Survey {
  const { bytes, version } = header
  const stated = header.count()
  // All bits set: its writer left the number of records open.
  const records = stated === (version === 5 ? Number(0xffff_ffff_ffff_ffffn) : 0xffff_ffff) ? 0 : stated
  const dimensions: number[] = []
  for (const _ of header.list()) {
    header.name()
    dimensions.push(header.count())
  }
  header.attributes()
  const variables: Variable[] = []
  let dateUpdate: number | null = null
  for (const _ of header.list()) {
    const name = header.name()
    const rank = header.count()
    const shape = Array.from({ length: Math.min(rank, 1024) }, () => dimensions[header.count()] ?? 0)
    header.attributes()
    const size = typeBytes[header.uint32()] ?? 0
    header.count() // vsize
    const begin = version === 1 ? header.uint32() : header.uint64()
    const isRecord = shape[0] === 0
    const length = (isRecord ? shape.slice(1) : shape).reduce((product, each) => product * each, size)
    variables.push({ begin, length, isRecord })
    if (name.toUpperCase() === 'DATE_UPDATE' && length === 14 && size === 1) dateUpdate = argoDate(bytes, begin)
  }
  const end = endOf(variables, records)
  const problem = end > bytes.length ? `is cut short: it has ${bytes.length} bytes of ${end}` : undefined
  return { problem, dateUpdate }
}

/** Where the last value ends. The padding behind it may be missing. */
function endOf(variables: readonly Variable[], records: number): number {
  const inRecords = variables.filter(({ isRecord }) => isRecord)
  // A single record variable is not padded: the specification's one exception.
  const padded = (length: number) => (inRecords.length === 1 ? length : Math.ceil(length / 4) * 4)
  const recordBytes = inRecords.reduce((sum, { length }) => sum + padded(length), 0)
  return variables.reduce((end, { begin, length, isRecord }) => {
    if (isRecord && records === 0) return end
    return Math.max(end, begin + length + (isRecord ? (records - 1) * recordBytes : 0))
  }, 0)
}

/**
 * YYYYMMDDHHMISS, as dates of Argo are written.
 *
 * @returns milliseconds since 1970-01-01T00:00Z; null where it is blank or no date.
 */
export function argoDate(bytes: Buffer, from: number): number | null {
  if (from + 14 > bytes.length) return null
  const digits = (at: number, length: number) => {
    let value = 0
    for (let index = from + at; index < from + at + length; index += 1) {
      const digit = (bytes[index] as number) - 48 // Within the bytes, by the check above.
      if (!(digit >= 0 && digit <= 9)) return Number.NaN
      value = value * 10 + digit
    }
    return value
  }
  const [year, month, day] = [digits(0, 4), digits(4, 2), digits(6, 2)]
  const [hour, minute, second] = [digits(8, 2), digits(10, 2), digits(12, 2)]
  if (!(year > 1900 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60))
    return null
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
