import { IngestionError } from '@floatchat/contracts/IngestionError'
import { RangeReader } from '@floatchat/netcdf/RangeReader'
import { readClassicHeader } from '@floatchat/netcdf/readClassicHeader'

/** What can be said of a file before anything reads it. */
export interface Survey {
  /** A sentence why it cannot be a whole NetCDF file; undefined where nothing speaks against it. */
  readonly problem: string | undefined
  /** DATE_UPDATE, milliseconds since 1970-01-01T00:00Z; null where it is not found without reading the file. */
  readonly dateUpdate: number | null
}

const hdf5 = Buffer.from('894844460d0a1a0a', 'hex')

/**
 * Looks whether a NetCDF file is as long as its own header says, since a copy under way is half a file with a good name,
 * and reads its DATE_UPDATE. Whether it is sound, the parser says.
 *
 * @param name what the file is called in the sentence
 */
export function surveyNetcdf(name: string, bytes: Buffer): Survey {
  const none = (problem: string | undefined): Survey => ({ problem, dateUpdate: null })
  if (bytes.length === 0) return none(`${name} is empty.`)
  if (bytes.subarray(0, 8).equals(hdf5)) return none(hdf5Problem(name, bytes))
  const version = bytes.subarray(0, 3).toString('latin1') === 'CDF' ? bytes[3] : undefined
  if (version !== 1 && version !== 2 && version !== 5) return none(`${name} is not a NetCDF file.`)
  try {
    const { variables } = readClassicHeader(new RangeReader(inMemory(bytes), name), name)
    const date = [...variables.values()].find(({ name: own }) => own.toUpperCase() === 'DATE_UPDATE')
    const isDate = date?.external.name === 'char' && date.shape.length === 1 && date.shape[0] === 14
    return { problem: undefined, dateUpdate: isDate ? argoDate(bytes, date.begin) : null }
  } catch (error) {
    if (!(error instanceof IngestionError)) throw error
    return none(error.code === 'TRUNCATED' ? error.message : undefined)
  }
}

/** The end of the file stands in the superblock (HDF5 file format specification, II.A), behind the sizes. */
function hdf5Problem(name: string, bytes: Buffer): string | undefined {
  if (bytes.length < 96) return `${name} is cut short.`
  const version = bytes.readUInt8(8)
  const at = version < 2 ? 40 + (version === 1 ? 4 : 0) : 28
  const offsetBytes = bytes.readUInt8(version < 2 ? 13 : 9)
  if (offsetBytes !== 8) return undefined
  const end = bytes.readBigUInt64LE(at)
  return end > BigInt(bytes.length) ? `${name} is cut short: it has ${bytes.length} bytes of ${end}.` : undefined
}

const inMemory = (bytes: Buffer) => ({
  sizeBytes: bytes.length,
  read: (target: Buffer, position: number) => bytes.copy(target, 0, position),
})

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
