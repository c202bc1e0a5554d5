import { yieldByTime } from '@floatchat/stage/yieldByTime'
import type { LocalFile } from '../LocalFile.ts'
import type { Container, NetcdfAttribute, NetcdfFile, NetcdfValues, NetcdfVariable } from '../NetcdfFile.ts'
import { fromBigEndian } from './externalTypes.ts'
import { RangeReader } from './RangeReader.ts'
import { type ClassicHeader, type ClassicVariable, readClassicHeader } from './readClassicHeader.ts'

/** From this size on a record's part of a variable is read by itself; below, several records at once. */
const worthOneRead = 4096
const windowBytes = 8 * 1024 * 1024
/**
 * How often the file may be read by windows. Where variables of a block lie further apart than a window, each reads its own:
 * beyond this their parts are read one by one, so that the reading stays linear.
 */
const mostPasses = 4

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
  #window: { readonly first: number; readonly bytes: Buffer } | undefined
  /** Bytes read by windows so far. */
  #windowed = 0
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
    const result = Buffer.allocUnsafeSlow((to - from) * rowBytes)
    for (let record = from; record < to; record += 1) {
      const at = (record - from) * rowBytes
      if (rowBytes >= worthOneRead) this.#reader.read(begin + record * stride, rowBytes).copy(result, at)
      else this.#copyFromWindow(variable, record, result, at)
    }
    return result
  }

  #copyFromWindow(variable: ClassicVariable, record: number, target: Buffer, at: number): void {
    const { recordsBegin, recordSize } = this.#header
    const inRecord = variable.begin - recordsBegin
    let window = this.#window
    const start = window === undefined ? -1 : (record - window.first) * recordSize + inRecord
    if (window === undefined || start < 0 || start + variable.rowBytes > window.bytes.length) {
      const tooOften = this.#windowed > mostPasses * this.#reader.size
      if (tooOften || recordSize > windowBytes || inRecord + variable.rowBytes > recordSize) {
        this.#reader.read(variable.begin + record * recordSize, variable.rowBytes).copy(target, at)
        return
      }
      const offset = recordsBegin + record * recordSize
      window = { first: record, bytes: this.#reader.read(offset, Math.min(windowBytes, this.#reader.size - offset)) }
      this.#window = window
      this.#windowed += window.bytes.length
    }
    const source = (record - window.first) * recordSize + inRecord
    window.bytes.copy(target, at, source, source + variable.rowBytes)
  }
}
