import { permanent } from '@floatchat/contracts/IngestionError'
import type { LocalFile } from '../LocalFile.ts'

/** One read takes no more memory than this; the decoder asks for blocks of some megabytes. */
const mostBytes = 64 * 1024 * 1024

/** Reads ranges of a file, and tells by its name where it ends too early. */
export class RangeReader {
  readonly #file: LocalFile
  readonly #filename: string

  /** @param filename what the user calls the file, for sentences. */
  constructor(file: LocalFile, filename: string) {
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
    if (position + length > this.size) {
      throw permanent(
        'TRUNCATED',
        `${this.#filename} is cut short: it ends at byte ${this.size} of ${position + length}.`,
      )
    }
    if (length > mostBytes) {
      const what = `has ${length} bytes that must be read together; at most ${mostBytes} can be`
      throw permanent('TOO_LARGE', `${this.#filename} ${what}.`)
    }
    // Not from the shared pool: its memory becomes a typed array, which needs its own alignment.
    const bytes = Buffer.allocUnsafeSlow(length)
    if (this.#file.read(bytes, position) < length)
      throw permanent('TRUNCATED', `${this.#filename} became shorter while it was read.`)
    return bytes
  }
}
