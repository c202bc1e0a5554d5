/**
 * Avro types whose number arrays are typed arrays in memory.
 *
 * On the wire nothing is special: an `array<float>` is what the Avro specification says it is. But its
 * items are little-endian IEEE 754, just as a Float32Array holds them (and those of an `array<double>` as a
 * Float64Array does), so that the levels of a profile are copied as one block and not boxed one by one.
 *
 * @module
 */
import { endianness } from 'node:os'
import avsc, { type ForSchemaOptions, type Schema, type Type, type types } from 'avsc'
import { RefusingEnumType } from './RefusingEnumType.ts'

/** The part of avsc's cursor over a buffer that is used here; its own declarations leave it out. */
interface Tap {
  buf: Buffer
  pos: number
  readLong(): number
  skipLong(): void
  writeLong(value: number): void
}

interface MakeReals<Values> {
  new (length: number): Values
  new (buffer: ArrayBuffer): Values
  from(values: Iterable<number>): Values
  readonly BYTES_PER_ELEMENT: number
  readonly name: string
}

interface ArrayInternals {
  _read(tap: Tap): unknown
  _update(resolver: { _read: (tap: Tap) => unknown }, type: types.ArrayType, options: unknown): void
}

interface UnionInternals {
  _getIndex(value: unknown): number | undefined
}

const wireOrder = endianness() === 'LE'
const generic = avsc.types.ArrayType.prototype as unknown as ArrayInternals

// avsc calls these methods of a type; its declarations mark them private, so the class is made of
// functions on the prototype of its ArrayType rather than by overriding what TypeScript cannot see.
class RealArrayType<Values extends Float32Array | Float64Array> extends avsc.types.ArrayType {
  readonly #make: MakeReals<Values>
  readonly #item: 'float' | 'double'
  /** Most arrays of a record have nothing in them: a profile in single precision has three such for each parameter. */
  readonly #empty: Values
  readonly #readBlock: (tap: Tap, count: number) => Values

  constructor(node: Schema, options: ForSchemaOptions, make: MakeReals<Values>, item: 'float' | 'double') {
    super(node as ConstructorParameters<typeof avsc.types.ArrayType>[0], options)
    this.#make = make
    this.#item = item
    this.#empty = new make(0)
    this.#readBlock = (tap, count) => readReals(tap, count, make)
  }

  _check(value: unknown): boolean {
    return value instanceof this.#make
  }

  /** Of a default in the schema, which is a list. */
  _copy(values: Iterable<number>): Values {
    return this.#make.from(values)
  }

  _read(tap: Tap): Values {
    const make = this.#make
    return readBlocks(tap, make, this.#empty, make.BYTES_PER_ELEMENT, this.#readBlock)
  }

  _write(tap: Tap, values: Values): void {
    const make = this.#make
    if (!(values instanceof make)) throw new TypeError(`an array<${this.#item}> is written from a ${make.name}`)
    if (values.length > 0) {
      tap.writeLong(values.length)
      // avsc tries in a buffer that may be too small and looks at `pos` afterwards.
      if (tap.pos + values.byteLength <= tap.buf.length) {
        tap.buf.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), tap.pos)
        if (!wireOrder) swap(tap.buf.subarray(tap.pos, tap.pos + values.byteLength), make.BYTES_PER_ELEMENT)
      }
      tap.pos += values.byteLength
    }
    tap.writeLong(0)
  }

  _update(resolver: { _read: (tap: Tap) => unknown }, writer: types.ArrayType, options: unknown): void {
    generic._update.call(this, resolver, writer, options)
    if (writer.itemsType?.typeName === this.#item) resolver._read = (tap) => this._read(tap)
    else if (resolver._read !== undefined) resolver._read = readInto(this.#make)
  }
}

const noInts = new Int32Array(0)

class IntArrayType extends avsc.types.ArrayType {
  _check(value: unknown): boolean {
    return value instanceof Int32Array
  }

  _read(tap: Tap): Int32Array {
    // An item takes a byte at least.
    return readBlocks(tap, Int32Array, noInts, 1, readInts)
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
    if (writer.itemsType?.typeName === 'int') resolver._read = this._read
    else if (resolver._read !== undefined) resolver._read = readInto(Int32Array)
  }
}

/** avsc chooses the branch of a value by what JavaScript calls it, and a typed array is no array to it. */
class NumbersUnionType extends avsc.types.UnwrappedUnionType {
  _getIndex(value: unknown): number | undefined {
    const union = avsc.types.UnwrappedUnionType.prototype as unknown as UnionInternals
    const isNumbers = ArrayBuffer.isView(value) && !Buffer.isBuffer(value)
    return union._getIndex.call(this, isNumbers ? [] : value)
  }
}

/** All blocks of an array as one typed array; other writers may split it and tell the size of each block. */
function readBlocks<Values extends Float32Array | Float64Array | Int32Array>(
  tap: Tap,
  make: new (length: number) => Values,
  empty: Values,
  leastItemBytes: number,
  readBlock: (tap: Tap, count: number) => Values,
): Values {
  let values = empty
  for (let count = tap.readLong(); count !== 0; count = tap.readLong()) {
    if (count < 0) {
      count = -count
      tap.skipLong()
    }
    // A count beyond the end of the buffer: let avsc report the truncated message, allocate nothing.
    if (count > (tap.buf.length - tap.pos) / leastItemBytes) {
      tap.pos = tap.buf.length + 1
      return values
    }
    const block = readBlock(tap, count)
    if (values.length === 0) values = block
    else {
      const joined = new make(values.length + count)
      joined.set(values)
      joined.set(block, values.length)
      values = joined
    }
  }
  return values
}

function readReals<Values extends Float32Array | Float64Array>(
  tap: Tap,
  count: number,
  make: MakeReals<Values>,
): Values {
  const from = tap.buf.byteOffset + tap.pos
  const bytes = make.BYTES_PER_ELEMENT * count
  const values = new make(tap.buf.buffer.slice(from, from + bytes) as ArrayBuffer)
  if (!wireOrder) swap(Buffer.from(values.buffer), make.BYTES_PER_ELEMENT)
  tap.pos += bytes
  return values
}

function swap(bytes: Buffer, itemBytes: number): void {
  if (itemBytes === 4) bytes.swap32()
  else bytes.swap64()
}

/**
 * So many zigzag varints (Avro specification, "Binary Encoding"), without a call and a boxed number for each: most
 * of the writer's decoding went there. Where the bytes end too early `pos` ends behind them, as avsc expects.
 */
function readInts(tap: Tap, count: number): Int32Array {
  const values = new Int32Array(count)
  const { buf: bytes } = tap
  let { pos } = tap
  for (let index = 0; index < count; index++) {
    let byte = bytes[pos++] as number // Undefined beyond the end, which counts as 0.
    let value = byte & 0x7f
    for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
      byte = bytes[pos++] as number
      value |= (byte & 0x7f) << shift
    }
    values[index] = (value >>> 1) ^ -(value & 1)
  }
  tap.pos = pos
  return values
}

/** Reads item by item, by the resolver of the items, into a typed array. */
function readInto(make: { from(values: Iterable<number>): unknown }): (tap: Tap) => unknown {
  return function read(this: ArrayInternals, tap: Tap) {
    return make.from(generic._read.call(this, tap) as number[])
  }
}

/** The avsc type of a self-contained schema. */
export function avroType(schema: Schema): Type {
  return avsc.Type.forSchema(schema, {
    omitRecordMethods: true,
    typeHook(node: Schema, options: ForSchemaOptions) {
      return specialType(node, options)
    },
  })
}

type SpecialType = new (node: Schema, options: ForSchemaOptions) => Type

const numbers = ['float', 'double', 'int']

function specialType(node: Schema, options: ForSchemaOptions): Type | undefined {
  if (Array.isArray(node)) {
    const hasNumbers = node.some((branch) => {
      const { type, items } = branch as { type?: string; items?: string }
      return type === 'array' && numbers.includes(items ?? '')
    })
    return hasNumbers ? new (NumbersUnionType as unknown as SpecialType)(node, options) : undefined
  }
  const { type, items, onUnknownSymbol } = node as { type?: string; items?: string; onUnknownSymbol?: string }
  if (type === 'enum' && onUnknownSymbol === 'refuse')
    return new (RefusingEnumType as unknown as SpecialType)(node, options)
  if (type !== 'array') return undefined
  if (items === 'float') return new RealArrayType(node, options, Float32Array, 'float')
  if (items === 'double') return new RealArrayType(node, options, Float64Array, 'double')
  return items === 'int' ? new (IntArrayType as unknown as SpecialType)(node, options) : undefined
}
