import { close, closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { zipExtent } from './zipExtent.ts'

const chunkBytes = 64 * 1024

/**
 * Opens the zip in a file, whatever stands before it or behind it.
 *
 * @returns the zip, which closes the file, and the bytes of the file.
 */
export async function openZip(path: string): Promise<{ zip: ZipFile; size: number }> {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const read = (target: Buffer, position: number) => readSync(descriptor, target, 0, target.length, position)
    // Without an end that is sound, yauzl says what is wrong with it.
    const { start, end } = zipExtent({ sizeBytes: size, read }) ?? { start: 0, end: size }
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const
    return { zip: await fromRandomAccessReaderPromise(new Window(descriptor, start), end - start, options), size }
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** A part of an open file. */
class Window extends RandomAccessReader {
  readonly #descriptor: number
  readonly #start: number

  constructor(descriptor: number, start: number) {
    super()
    this.#descriptor = descriptor
    this.#start = start
  }

  /** Not a stream of the file system: that closes the file when it is destroyed. */
  override _readStreamForRange(start: number, end: number): Readable {
    const descriptor = this.#descriptor
    const last = this.#start + end
    let at = this.#start + start
    return new Readable({
      read() {
        const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, last - at))
        const count = readSync(descriptor, chunk, 0, chunk.length, at)
        at += count
        this.push(count === 0 ? null : chunk.subarray(0, count))
      },
    })
  }

  /** Synchronous: a directory of 200,000 entries is read from the page cache by a few bytes at a time. */
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, count?: number) => void,
  ): void {
    let count: number
    try {
      count = readSync(this.#descriptor, buffer, offset, length, this.#start + position)
    } catch (error) {
      done(error as Error) // of the file system
      return
    }
    done(null, count)
  }

  override close(done: (error?: Error | null) => void): void {
    close(this.#descriptor, done)
  }
}
