import { stat } from 'node:fs/promises'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { NetcdfAttribute, NetcdfFile, NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import type { Hdf5Thread } from './Hdf5Thread.ts'
import type { Hdf5Workers } from './Hdf5Workers.ts'
import type { Hdf5Header } from './protocol.ts'

/** A NetCDF-4 file, read by the HDF5 library in a thread of its own. */
export class Hdf5NetcdfFile implements NetcdfFile {
  readonly container = 'HDF5'
  readonly sizeBytes: number
  readonly dimensions: ReadonlyMap<string, number>
  /** Not read: no Argo rule asks for an attribute of the file as a whole. */
  readonly attributes: ReadonlyMap<string, NetcdfAttribute> = new Map()
  readonly variables: ReadonlyMap<string, NetcdfVariable>
  readonly groups: readonly string[]
  readonly passedOver: readonly string[]
  readonly #thread: Hdf5Thread
  readonly #workers: Hdf5Workers

  private constructor(header: Hdf5Header, sizeBytes: number, thread: Hdf5Thread, workers: Hdf5Workers) {
    this.sizeBytes = sizeBytes
    this.dimensions = header.dimensions
    this.variables = new Map(header.variables.map((variable) => [variable.name, variable]))
    this.groups = header.groups
    this.passedOver = header.passedOver
    this.#thread = thread
    this.#workers = workers
  }

  /** @param filename what the user calls the file, for sentences. */
  static async open(path: string, filename: string, workers: Hdf5Workers): Promise<Hdf5NetcdfFile> {
    const thread = await workers.acquire()
    thread.attend(filename)
    try {
      const reply = await thread.ask({ ask: 'open', path })
      if (!('header' in reply)) throw permanent('INTERNAL', `The HDF5 thread gave no header of ${filename}.`)
      return new Hdf5NetcdfFile(reply.header, (await stat(path)).size, thread, workers)
    } catch (error) {
      await workers.release(thread)
      throw error
    }
  }

  async read({ name }: NetcdfVariable, from: number, to: number): Promise<NetcdfValues> {
    const reply = await this.#thread.ask({ ask: 'read', name, from, to })
    if (!('values' in reply)) throw permanent('INTERNAL', `The HDF5 thread gave no values of ${name}.`)
    const { values } = reply
    return 'bytes' in values ? { chars: Buffer.from(values.bytes.buffer) } : values
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#workers.release(this.#thread)
  }
}
