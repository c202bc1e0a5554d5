import { readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { permanent } from '@floatchat/contracts/IngestionError'

/** One read takes no more memory than this; the decoder asks for blocks of some megabytes. */
const mostBytes = 160 * 1024 * 1024

/** Reads ranges of a local file. The file has just been written, so that it is in the page cache. */
export class RangeReader implements AsyncDisposable {
  readonly size: number
  readonly #handle: FileHandle
  readonly #filename: string

  private constructor(handle: FileHandle, size: number, filename: string) {
    this.#handle = handle
    this.size = size
    this.#filename = filename
  }

  /** @param filename what the user calls the file, for sentences. */
  static async open(path: string, filename: string): Promise<RangeReader> {
    const handle = await open(path, 'r')
    return new RangeReader(handle, (await handle.stat()).size, filename)
  }

  /**
   * The bytes at `position`, in memory of their own. Synchronous: a read from the page cache takes less
   * time than handing it to another thread.
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
      throw permanent('MALFORMED_NETCDF', `${this.#filename} has ${length} bytes where some megabytes are the most.`)
    }
    // Not from the shared pool: its memory becomes a typed array, which needs its own alignment.
    const bytes = Buffer.allocUnsafeSlow(length)
    let done = 0
    while (done < length) {
      const count = readSync(this.#handle.fd, bytes, done, length - done, position + done)
      if (count === 0) throw permanent('TRUNCATED', `${this.#filename} became shorter while it was read.`)
      done += count
    }
    return bytes
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }
}
