import { writeFile } from 'node:fs/promises'
import type { LocalFile } from '../netcdf/LocalFile.ts'
import { diskError } from './diskError.ts'
import type { TemporaryFile, WorkFolder } from './WorkFolder.ts'

/** A small file, held in memory: writing, opening and removing one cost as much as parsing it. */
export class MemoryFile implements LocalFile {
  readonly #bytes: Buffer
  readonly #filename: string
  readonly #folder: Pick<WorkFolder, 'temporaryFile'>
  #written: Promise<TemporaryFile> | undefined

  /**
   * @param filename what the user calls the file, for sentences.
   * @param folder where it is written if it has to be on the disk after all.
   */
  constructor(bytes: Buffer, filename: string, folder: Pick<WorkFolder, 'temporaryFile'>) {
    this.#bytes = bytes
    this.#filename = filename
    this.#folder = folder
  }

  get sizeBytes(): number {
    return this.#bytes.length
  }

  read(target: Buffer, position: number): number {
    return this.#bytes.copy(target, 0, position)
  }

  async path(): Promise<string> {
    this.#written ??= this.#write()
    return (await this.#written).path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const written = await this.#written?.catch(() => undefined)
    await written?.[Symbol.asyncDispose]()
  }

  async #write(): Promise<TemporaryFile> {
    const file = this.#folder.temporaryFile()
    try {
      await writeFile(file.path, this.#bytes)
      return file
    } catch (error) {
      await file[Symbol.asyncDispose]()
      throw diskError(error, this.#filename)
    }
  }
}
