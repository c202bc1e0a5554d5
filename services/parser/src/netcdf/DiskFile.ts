import { readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { LocalFile } from './LocalFile.ts'

/** A file on the local disk, open until it is disposed of. */
export class DiskFile implements LocalFile {
  readonly sizeBytes: number
  readonly #path: string
  readonly #handle: FileHandle
  readonly #after: AsyncDisposable | undefined

  private constructor(path: string, handle: FileHandle, sizeBytes: number, after: AsyncDisposable | undefined) {
    this.#path = path
    this.#after = after
    this.#handle = handle
    this.sizeBytes = sizeBytes
  }

  /** @param after disposed of after the file is closed. */
  static async open(path: string, after?: AsyncDisposable): Promise<DiskFile> {
    const handle = await open(path, 'r')
    return new DiskFile(path, handle, (await handle.stat()).size, after)
  }

  read(target: Buffer, position: number): number {
    let done = 0
    while (done < target.length) {
      const count = readSync(this.#handle.fd, target, done, target.length - done, position + done)
      if (count === 0) break
      done += count
    }
    return done
  }

  async path(): Promise<string> {
    return this.#path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
    await this.#after?.[Symbol.asyncDispose]()
  }
}
