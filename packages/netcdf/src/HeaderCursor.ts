import { permanent } from '@floatchat/contracts/IngestionError'
import type { RangeReader } from './RangeReader.ts'

/** An Argo header has some 30 kB; one of this size holds no more truth. */
const maxHeaderBytes = 16 * 1024 * 1024
const firstRead = 64 * 1024

/**
 * Walks through the header of a classic file and never past the end of the file: what the header says of
 * its own lengths is checked before a byte is allocated for it.
 */
export class HeaderCursor {
  readonly #reader: RangeReader
  readonly #filename: string
  /** Whether counts and lengths have 64 bits (CDF-5). */
  #wide = false
  #bytes: Buffer
  #position = 0

  constructor(reader: RangeReader, filename: string) {
    this.#reader = reader
    this.#filename = filename
    this.#bytes = reader.read(0, Math.min(firstRead, reader.size))
  }

  get position(): number {
    return this.#position
  }

  useWideCounts(): void {
    this.#wide = true
  }

  malformed(what: string): Error {
    return permanent('MALFORMED_NETCDF', `${this.#filename} is not a sound NetCDF file: ${what}.`)
  }

  /** The next bytes, a view that is good until the next call. */
  bytes(length: number): Buffer {
    const end = this.#position + length
    if (end > this.#reader.size) {
      throw permanent(
        'TRUNCATED',
        `${this.#filename} is cut short: its header goes on to byte ${end} or beyond, and the file has ${this.#reader.size} bytes.`,
      )
    }
    if (end > maxHeaderBytes) throw this.malformed(`its header is larger than ${maxHeaderBytes} bytes`)
    if (end > this.#bytes.length) {
      this.#bytes = this.#reader.read(0, Math.min(Math.max(end, this.#bytes.length * 2), this.#reader.size))
    }
    const view = this.#bytes.subarray(this.#position, end)
    this.#position = end
    return view
  }

  /** The next bytes with the padding to a multiple of four that follows them. */
  padded(length: number): Buffer {
    return this.bytes(Math.ceil(length / 4) * 4).subarray(0, length)
  }

  uint32(): number {
    return this.bytes(4).readUInt32BE(0)
  }

  uint64(): number {
    const value = this.bytes(8).readBigUInt64BE(0)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.malformed(`a length in its header is ${value}`)
    return Number(value)
  }

  /** A length or a count: 32 bits, 64 in CDF-5. */
  count(): number {
    return this.#wide ? this.uint64() : this.uint32()
  }

  /** The number of records, or undefined where the writer was streaming and left it open. */
  records(): number | undefined {
    const bytes = this.bytes(this.#wide ? 8 : 4)
    if (bytes.every((byte) => byte === 0xff)) return undefined
    this.#position -= bytes.length
    return this.count()
  }

  name(): string {
    const length = this.count()
    if (length === 0 || length > 256) throw this.malformed(`a name in its header has ${length} characters`)
    const name = this.padded(length).toString('utf8')
    // It comes up in sentences, and PostgreSQL stores no NUL.
    if (/\p{Cc}/u.test(name)) throw this.malformed('a name in its header holds control characters')
    return name
  }

  /** The length of a list that begins with `tag`, or with a zero where it is absent. */
  list(tag: number, what: string, most: number): number {
    const found = this.uint32()
    const length = this.count()
    if (found !== tag && !(found === 0 && length === 0))
      throw this.malformed(`its list of ${what} has the tag ${found}`)
    if (length > most) throw this.malformed(`it says that it has ${length} ${what}`)
    return length
  }
}
