import { permanent } from '@floatchat/contracts/IngestionError'

/** One read takes no more memory than this; the decoder asks for blocks of some megabytes. */
const mostBytes = 64 * 1024 * 1024

/** What ranges are read of: a file on the disk or in memory. */
export interface ByteSource {
  readonly sizeBytes: number
  /**
   * Fills `target` with the bytes from `position` on; there are fewer only where the source ends.
   *
   * @returns how many bytes there were.
   */
  read(target: Buffer, position: number): number
}

/** Reads ranges of a file, and tells by its name where it ends too early. */
export class RangeReader {
  readonly #file: ByteSource
  readonly #filename: string

  /** @param filename what the user calls the file, for sentences. */
  constructor(file: ByteSource, filename: string) {
    this.#file = file
    this.#filename = filename
  }

  /** Bytes of the file. */
  get size(): number {
    return this.#file.sizeBytes
  }

  /**
   * The bytes at `position`, in memory of their own.
   *
   * @throws IngestionError TRUNCATED where the file ends before.
   */
  read(position: number, length: number): Buffer {
    if (length > mostBytes) {
      const what = `has ${length} bytes that must be read together; at most ${mostBytes} can be`
      throw permanent('TOO_LARGE', `${this.#filename} ${what}.`)
    }
    // Held against the file before memory is taken for it.
    this.#within(position, length)
    // Not from the shared pool: its memory becomes a typed array, which needs its own alignment.
    const bytes = Buffer.allocUnsafeSlow(length)
    this.readInto(bytes, position)
    return bytes
  }

  /** Fills `target` with the bytes at `position`. */
  readInto(target: Buffer, position: number): void {
    this.#within(position, target.length)
    if (this.#file.read(target, position) < target.length)
      throw permanent('TRUNCATED', `${this.#filename} became shorter while it was read.`)
  }

  #within(position: number, length: number): void {
    if (position + length <= this.size) return
    const end = `it ends at byte ${this.size} of ${position + length}`
    throw permanent('TRUNCATED', `${this.#filename} is cut short: ${end}.`)
  }
}
