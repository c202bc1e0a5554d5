/**
 * Rows in PostgreSQL's binary copy format (https://www.postgresql.org/docs/current/sql-copy.html),
 * written into one buffer that grows as needed and is used again, so that no level of a profile costs
 * an allocation.
 *
 * A row is `row(n)` followed by n values in the order of the columns.
 */
export class CopyRows {
  #bytes: Buffer
  #view: DataView
  #at = header.length
  #rows = 0

  constructor(bytes = 256 * 1024) {
    this.#bytes = Buffer.allocUnsafeSlow(bytes)
    this.#view = viewOf(this.#bytes)
    header.copy(this.#bytes)
  }

  get rows(): number {
    return this.#rows
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#at
  }

  /** Bytes that it takes up. */
  get capacity(): number {
    return this.#bytes.length
  }

  /** Makes room for so many bytes more: call it before the unchecked writing of `reserved`. */
  reserve(bytes: number): void {
    const needed = this.#at + bytes
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }

  /**
   * For loops over levels: the view and the place to write at, after `reserve`; `advance` says how far
   * the loop came. The view is good until the next `reserve`.
   */
  get view(): DataView {
    return this.#view
  }

  advance(to: number, rows: number): void {
    this.#at = to
    this.#rows += rows
  }

  row(columns: number): void {
    this.reserve(2)
    this.#at = this.#bytes.writeInt16BE(columns, this.#at)
    this.#rows += 1
  }

  null(): void {
    this.reserve(4)
    this.#at = this.#bytes.writeInt32BE(-1, this.#at)
  }

  int4(value: number | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.#length(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  int2(value: number | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.#length(2)
    this.#at = this.#bytes.writeInt16BE(value, this.#at)
  }

  float8(value: number | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.#length(8)
    this.#at = this.#bytes.writeDoubleBE(value, this.#at)
  }

  bool(value: boolean): void {
    this.#length(1)
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at)
  }

  /** text, varchar and char alike. */
  text(value: string | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.#length(value.length * 3)
    const written = this.#bytes.write(value, this.#at, 'utf8')
    this.#bytes.writeInt32BE(written, this.#at - 4)
    this.#at += written
  }

  /** Text that is there as bytes of ASCII. */
  asciiText(bytes: Buffer, from: number, to: number): void {
    this.#length(to - from)
    this.#at += bytes.copy(this.#bytes, this.#at, from, to)
  }

  /** @param value a UUID in its text form. */
  uuid(value: string): void {
    this.#length(16)
    this.#at += this.#bytes.write(value.replaceAll('-', ''), this.#at, 'hex')
  }

  /** @param value the bytes in hexadecimal digits. */
  bytea(value: string): void {
    this.#length(value.length / 2)
    this.#at += this.#bytes.write(value, this.#at, 'hex')
  }

  /** @param value milliseconds since 1970-01-01T00:00Z. PostgreSQL counts microseconds since 2000. */
  timestamptz(value: number | null): void {
    if (value === null) {
      this.null()
      return
    }
    this.#length(8)
    this.#at = this.#bytes.writeBigInt64BE(BigInt(Math.round(value) - millisecondsTo2000) * 1000n, this.#at)
  }

  jsonb(value: unknown): void {
    if (value === null) {
      this.null()
      return
    }
    const text = JSON.stringify(value)
    this.#length(1 + text.length * 3)
    this.#bytes.writeUInt8(1, this.#at)
    const written = this.#bytes.write(text, this.#at + 1, 'utf8') + 1
    this.#bytes.writeInt32BE(written, this.#at - 4)
    this.#at += written
  }

  /** geography(Point, 4326), as EWKB. */
  point(longitude: number, latitude: number): void {
    this.#length(25)
    let at = this.#bytes.writeUInt8(0, this.#at)
    at = this.#bytes.writeUInt32BE(0x2000_0001, at)
    at = this.#bytes.writeUInt32BE(4326, at)
    at = this.#bytes.writeDoubleBE(longitude, at)
    this.#at = this.#bytes.writeDoubleBE(latitude, at)
  }

  /** real[] of one dimension; NaN becomes null. An array without entries stands for no value at all. */
  realArray(values: Float32Array): void {
    this.#floatingArray(values, 4, 700)
  }

  /** double precision[], likewise. */
  float8Array(values: Float64Array): void {
    this.#floatingArray(values, 8, 701)
  }

  #floatingArray(values: Float32Array | Float64Array, bytes: 4 | 8, elementType: number): void {
    const count = values.length
    if (count === 0) {
      this.null()
      return
    }
    this.reserve(24 + count * (4 + bytes))
    const view = this.#view
    const start = this.#at
    let at = start + 24
    let nulls = 0
    for (let index = 0; index < count; index += 1) {
      const value = values[index] as number // The index is below the length.
      // biome-ignore lint/suspicious/noSelfCompare: the cheapest test for NaN there is, once a value of a file
      if (value !== value) {
        view.setInt32(at, -1)
        at += 4
        nulls = 1
      } else {
        view.setInt32(at, bytes)
        if (bytes === 4) view.setFloat32(at + 4, value)
        else view.setFloat64(at + 4, value)
        at += 4 + bytes
      }
    }
    this.#arrayHeader(start, at, nulls, elementType, count)
  }

  int4Array(values: Int32Array): void {
    const count = values.length
    if (count === 0) {
      this.null()
      return
    }
    this.reserve(24 + count * 8)
    const view = this.#view
    const start = this.#at
    let at = start + 24
    for (let index = 0; index < count; index += 1) {
      view.setInt32(at, 4)
      view.setInt32(at + 4, values[index] as number) // The index is below the length.
      at += 8
    }
    this.#arrayHeader(start, at, 0, 23, count)
  }

  /** Values that were written before, length words and all. */
  raw(values: Buffer): void {
    this.reserve(values.length)
    this.#at += values.copy(this.#bytes, this.#at)
  }

  /** A copy of the bytes from a place on, without header and trailer. */
  sliceFrom(start: number): Buffer {
    return Buffer.from(this.#bytes.subarray(start, this.#at))
  }

  /** Empties it for the next rows. What `chunks` handed out must not be in use any more. */
  reset(): void {
    this.#at = header.length
    this.#rows = 0
  }

  /** Everything, with header and trailer, in pieces that the server can begin with while others are on their way. */
  *chunks(): Generator<Buffer> {
    this.reserve(2)
    this.#bytes.writeInt16BE(-1, this.#at)
    const end = this.#at + 2
    for (let at = 0; at < end; at += chunkBytes) yield this.#bytes.subarray(at, Math.min(end, at + chunkBytes))
  }

  #length(bytes: number): void {
    this.reserve(4 + bytes)
    this.#at = this.#bytes.writeInt32BE(bytes, this.#at)
  }

  /** Array: bytes, dimensions, whether nulls, element type, then the dimension's size and lower bound. */
  #arrayHeader(start: number, end: number, nulls: number, elementType: number, count: number): void {
    const view = this.#view
    view.setInt32(start, end - start - 4)
    view.setInt32(start + 4, 1)
    view.setInt32(start + 8, nulls)
    view.setInt32(start + 12, elementType)
    view.setInt32(start + 16, count)
    view.setInt32(start + 20, 1)
    this.#at = end
  }
}

// Signature, no flags, no extension.
const header = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')
const chunkBytes = 128 * 1024
const millisecondsTo2000 = Date.UTC(2000, 0, 1)

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
