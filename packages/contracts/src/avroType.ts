/**
 * Avro types whose number arrays are typed arrays in memory.
 *
 * On the wire nothing is special: an `array<float>` is what the Avro specification says it is. But its
 * items are little-endian IEEE 754, just as a Float32Array holds them, so that the levels of a profile
 * are copied as one block and not boxed one by one.
 *
 * @module
 */
import { endianness } from 'node:os'
import avsc, { type ForSchemaOptions, type Schema, type Type, type types } from 'avsc'

/** The part of avsc's cursor over a buffer that is used here; its own declarations leave it out. */
interface Tap {
  buf: Buffer
  pos: number
  readLong(): number
  skipLong(): void
  writeLong(value: number): void
}

interface ArrayInternals {
  _read(tap: Tap): unknown
  _update(resolver: { _read: (tap: Tap) => unknown }, type: types.ArrayType, options: unknown): void
}

const wireOrder = endianness() === 'LE'
const generic = avsc.types.ArrayType.prototype as unknown as ArrayInternals

// avsc calls these methods of a type; its declarations mark them private, so the class is made of
// functions on the prototype of its ArrayType rather than by overriding what TypeScript cannot see.
class FloatArrayType extends avsc.types.ArrayType {
  _check(value: unknown): boolean {
    return value instanceof Float32Array
  }

  _read(tap: Tap): Float32Array {
    let values = new Float32Array(0)
    for (let count = tap.readLong(); count !== 0; count = tap.readLong()) {
      if (count < 0) {
        count = -count
        tap.skipLong()
      }
      const from = tap.buf.byteOffset + tap.pos
      // A count beyond the end of the buffer: let avsc report the truncated message, allocate nothing.
      if (count > (tap.buf.length - tap.pos) / 4) {
        tap.pos = tap.buf.length + 1
        return values
      }
      const block = new Float32Array(tap.buf.buffer.slice(from, from + 4 * count) as ArrayBuffer)
      if (!wireOrder) Buffer.from(block.buffer).swap32()
      tap.pos += 4 * count
      if (values.length === 0) values = block
      else {
        const joined = new Float32Array(values.length + count)
        joined.set(values)
        joined.set(block, values.length)
        values = joined
      }
    }
    return values
  }

  _write(tap: Tap, values: Float32Array): void {
    if (!(values instanceof Float32Array)) throw new TypeError('an array<float> is written from a Float32Array')
    if (values.length > 0) {
      tap.writeLong(values.length)
      // avsc tries in a buffer that may be too small and looks at `pos` afterwards.
      if (tap.pos + values.byteLength <= tap.buf.length) {
        tap.buf.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), tap.pos)
        if (!wireOrder) tap.buf.subarray(tap.pos, tap.pos + values.byteLength).swap32()
      }
      tap.pos += values.byteLength
    }
    tap.writeLong(0)
  }

  _update(resolver: { _read: (tap: Tap) => unknown }, writer: types.ArrayType, options: unknown): void {
    generic._update.call(this, resolver, writer, options)
    if (writer.itemsType?.typeName === 'float') resolver._read = this._read
    else if (resolver._read !== undefined) resolver._read = readInto(Float32Array)
  }
}

class IntArrayType extends avsc.types.ArrayType {
  _check(value: unknown): boolean {
    return value instanceof Int32Array
  }

  _read(tap: Tap): Int32Array {
    return Int32Array.from(generic._read.call(this, tap) as number[])
  }

  _write(tap: Tap, values: Int32Array): void {
    if (!(values instanceof Int32Array)) throw new TypeError('an array<int> is written from an Int32Array')
    if (values.length > 0) {
      tap.writeLong(values.length)
      for (let i = 0; i < values.length; i++) tap.writeLong(values[i] as number)
    }
    tap.writeLong(0)
  }

  _update(resolver: { _read: (tap: Tap) => unknown }, writer: types.ArrayType, options: unknown): void {
    generic._update.call(this, resolver, writer, options)
    if (resolver._read !== undefined) resolver._read = readInto(Int32Array)
  }
}

/** Reads item by item, by the resolver of the items, into a typed array. */
function readInto(make: { from(values: number[]): unknown }): (tap: Tap) => unknown {
  return function read(this: ArrayInternals, tap: Tap) {
    return make.from(generic._read.call(this, tap) as number[])
  }
}

/** The avsc type of a self-contained schema. */
export function avroType(schema: Schema): Type {
  return avsc.Type.forSchema(schema, {
    omitRecordMethods: true,
    typeHook(node: Schema, options: ForSchemaOptions) {
      const { type, items } = node as { type?: string; items?: string }
      if (type !== 'array' || (items !== 'float' && items !== 'int')) return undefined
      const make = items === 'float' ? FloatArrayType : IntArrayType
      return new (make as unknown as new (node: Schema, options: ForSchemaOptions) => Type)(node, options)
    },
  })
}
