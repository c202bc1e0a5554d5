import { permanent } from '@floatchat/contracts/IngestionError'
import type { RangeReader } from './RangeReader.ts'

/** An Argo header has some 30 kB; one of this size holds no more truth. */
const maxHeaderBytes = 16 * 1024 * 1024
const firstRead = 64 * 1024

/** Bytes of a header that were passed by, from the first to behind the last. */
export interface Place {
  readonly from: number
  readonly to: number
}

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

  /** @param bytes the first of the file, where they are at hand. */
  constructor(reader: RangeReader, filename: string, bytes?: Buffer) {
    this.#reader = reader
    this.#filename = filename
    this.#bytes = bytes ?? reader.read(0, Math.min(firstRead, reader.size))
  }

  /** Another cursor over the same header, which begins at a position that this one has passed. */
  at(position: number): HeaderCursor {
    const other = new HeaderCursor(this.#reader, this.#filename, this.#bytes)
    other.#wide = this.#wide
    other.#position = position
    return other
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

  /** Passes the next bytes by. @returns where they begin, in the file and in what is at hand of it. */
  #pass(length: number): number {
    const begin = this.#position
    const end = begin + length
    if (end > this.#bytes.length) this.#readTo(end)
    this.#position = end
    return begin
  }

  #readTo(end: number): void {
    if (end > this.#reader.size) {
      throw permanent(
        'TRUNCATED',
        `${this.#filename} is cut short: its header goes on to byte ${end} or beyond, and the file has ${this.#reader.size} bytes.`,
      )
    }
    if (end > maxHeaderBytes) throw this.malformed(`its header is larger than ${maxHeaderBytes} bytes`)
    const length = Math.min(Math.max(end, this.#bytes.length * 2), this.#reader.size, maxHeaderBytes)
    this.#bytes = this.#reader.read(0, length)
  }

  /** The next bytes, a view. */
  bytes(length: number): Buffer {
    const begin = this.#pass(length)
    return this.#bytes.subarray(begin, begin + length)
  }

  /** The next bytes with the padding to a multiple of four that follows them. */
  padded(length: number): Buffer {
    const begin = this.#pass(Math.ceil(length / 4) * 4)
    return this.#bytes.subarray(begin, begin + length)
  }

  /** Passes them and their padding by. */
  passPadded(length: number): void {
    this.#pass(Math.ceil(length / 4) * 4)
  }

  uint32(): number {
    const begin = this.#pass(4)
    return this.#bytes.readUInt32BE(begin)
  }

  uint64(): number {
    const begin = this.#pass(8)
    const value = this.#bytes.readBigUInt64BE(begin)
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
    return this.text(this.passName())
  }

  /** What was passed by. */
  text({ from, to }: Place): string {
    return this.#bytes.toString('utf8', from, to)
  }

  /** Passes a name by, as far as it is one. @returns where it is. */
  passName(): Place {
    const length = this.count()
    if (length === 0 || length > 256) throw this.malformed(`a name in its header has ${length} characters`)
    const from = this.#pass(Math.ceil(length / 4) * 4)
    const to = from + length
    if (holdsControls(this.#bytes, from, to)) throw this.malformed('a name in its header holds control characters')
    return { from, to }
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

/** Names come up in sentences, and PostgreSQL stores no NUL. Control characters as UTF-8 has them: U+0000 to 1F, 7F to 9F. */
function holdsControls(bytes: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index] as number // Within the bytes: they were passed.
    if (byte < 0x20 || byte === 0x7f) return true
    if (byte === 0xc2 && index + 1 < to && (bytes[index + 1] as number) < 0xa0) return true
  }
  return false
}
