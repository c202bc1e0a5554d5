import { fromBigEndian } from '@floatchat/netcdf/externalTypes'
import type { Container, NetcdfAttribute, NetcdfFile, NetcdfValues, NetcdfVariable } from '@floatchat/netcdf/NetcdfFile'
import { RangeReader } from '@floatchat/netcdf/RangeReader'
import { type ClassicHeader, type ClassicVariable, readClassicHeader } from '@floatchat/netcdf/readClassicHeader'
import { yieldByTime } from '@floatchat/service/yieldByTime'
import type { LocalFile } from '../LocalFile.ts'

/** A read of the system costs as much as copying so many bytes: wider parts of a record are read by themselves. */
const worthOneRead = 4096
/** Records of a block lie in one window, where they fit. */
const windowBytes = 8 * 1024 * 1024

/**
 * A CDF-1, CDF-2 or CDF-5 file, read by ranges.
 *
 * The steps of a fixed variable lie one behind the other: a block is one read. Record variables are
 * interleaved record by record: their small parts are gathered from a window over whole records, which
 * the next variable of the same block uses again.
 */
export class ClassicNetcdfFile implements NetcdfFile {
  readonly container: Container
  readonly sizeBytes: number
  readonly dimensions: ReadonlyMap<string, number>
  readonly attributes: ReadonlyMap<string, NetcdfAttribute>
  readonly variables: ReadonlyMap<string, NetcdfVariable>
  readonly groups: readonly string[] = []
  readonly passedOver: readonly string[] = []
  readonly #reader: RangeReader
  readonly #header: ClassicHeader
  #window: Window | undefined
  readonly #breathe = yieldByTime()
  /** Settled when the reads before are done: one after the other they can yield. */
  #before: Promise<unknown> = Promise.resolve()

  private constructor(reader: RangeReader, header: ClassicHeader) {
    this.#reader = reader
    this.#header = header
    this.container = header.container
    this.sizeBytes = reader.size
    this.dimensions = header.dimensions
    this.attributes = header.attributes
    this.variables = header.variables
  }

  /**
   * @param file is read for as long as this one is in use, and stays the caller's.
   * @param filename what the user calls the file, for sentences.
   */
  static open(file: LocalFile, filename: string): ClassicNetcdfFile {
    const reader = new RangeReader(file, filename)
    return new ClassicNetcdfFile(reader, readClassicHeader(reader, filename))
  }

  read(asked: NetcdfVariable, from: number, to: number): Promise<NetcdfValues> {
    const read = this.#before.then(async () => {
      await this.#breathe()
      return this.#read(asked, from, to)
    })
    const settled = () => undefined
    this.#before = read.then(settled, settled)
    return read
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #read(asked: NetcdfVariable, from: number, to: number): NetcdfValues {
    const variable = this.#header.variables.get(asked.name)
    const steps = variable?.shape[0] ?? 1
    if (variable === undefined || from < 0 || from > to || to > steps) {
      throw new RangeError(`${asked.name} has no steps ${from} to ${to}`)
    }
    const bytes = variable.isRecord
      ? this.#gather(variable, from, to)
      : this.#reader.read(variable.begin + from * variable.rowBytes, (to - from) * variable.rowBytes)
    const { name } = variable.external
    return name === 'char' ? { chars: bytes } : { numbers: fromBigEndian(name, bytes) }
  }

  #gather(variable: ClassicVariable, from: number, to: number): Buffer {
    const { rowBytes, begin, stride } = variable
    const { recordsBegin, recordSize } = this.#header
    const result = Buffer.allocUnsafeSlow((to - from) * rowBytes)
    const inRecord = begin - recordsBegin
    // Else each variable of a block would read records anew that are much wider than its own part of them.
    const isNear = recordSize <= worthOneRead || (to - from) * recordSize <= windowBytes
    const byWindow = isNear && rowBytes < worthOneRead && inRecord + rowBytes <= recordSize
    for (let record = from; record < to; record += 1) {
      const at = (record - from) * rowBytes
      if (byWindow) {
        const { first, bytes } = this.#windowAt(record, to, inRecord + rowBytes)
        const source = (record - first) * recordSize + inRecord
        bytes.copy(result, at, source, source + rowBytes)
      } else this.#reader.readInto(result.subarray(at, at + rowBytes), begin + record * stride)
    }
    return result
  }

  /** The window that holds a record up to a byte of it; one that begins with it where the last does not. */
  #windowAt(record: number, to: number, upTo: number): Window {
    const { recordsBegin, recordSize } = this.#header
    const last = this.#window
    if (last !== undefined && record >= last.first && (record - last.first) * recordSize + upTo <= last.bytes.length) {
      return last
    }
    const offset = recordsBegin + record * recordSize
    const length = Math.min((to - record) * recordSize, windowBytes, this.#reader.size - offset)
    this.#window = { first: record, bytes: this.#reader.read(offset, length) }
    return this.#window
  }
}

/** Whole records from one on. */
interface Window {
  readonly first: number
  readonly bytes: Buffer
}
