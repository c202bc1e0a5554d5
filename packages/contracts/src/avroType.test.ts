import avsc, { type Schema } from 'avsc'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { avroType } from './avroType.ts'

const floats = { type: 'array', items: 'float' } as const
const doubles = { type: 'array', items: 'double' } as const
const ints = { type: 'array', items: 'int' } as const

describe('avroType', () => {
  it('writes array<float> as the Avro specification says', () => {
    fc.assert(
      fc.property(fc.float32Array(), (values) => {
        const plain = avsc.Type.forSchema(floats)
        const ours = avroType(floats)
        expect(ours.toBuffer(values).equals(plain.toBuffer([...values]))).toBe(true)
        expect(ours.fromBuffer(plain.toBuffer([...values]))).toEqual(values)
      }),
    )
  })

  it('writes array<double> as the Avro specification says', () => {
    fc.assert(
      fc.property(fc.float64Array(), (values) => {
        const plain = avsc.Type.forSchema(doubles)
        const ours = avroType(doubles)
        expect(ours.toBuffer(values).equals(plain.toBuffer([...values]))).toBe(true)
        expect(ours.fromBuffer(plain.toBuffer([...values]))).toEqual(values)
      }),
    )
  })

  it('gives the default of an array that an older writer has not, and passes over one that an older reader has not', () => {
    const record = (...fields: object[]) => avroType({ type: 'record', name: 'R', fields } as avsc.Schema)
    const older = record({ name: 'raw', type: floats })
    const newer = record({ name: 'raw', type: floats }, { name: 'raw_double', type: doubles, default: [] })
    const raw = Float32Array.of(1, 2)
    expect(newer.fromBuffer(older.toBuffer({ raw }), newer.createResolver(older))).toEqual({
      raw,
      raw_double: new Float64Array(0),
    })
    const written = newer.toBuffer({ raw, raw_double: Float64Array.of(1.1, 2.2) })
    expect(older.fromBuffer(written, older.createResolver(newer))).toEqual({ raw })
  })

  it('writes array<int> as the Avro specification says', () => {
    fc.assert(
      fc.property(fc.int32Array(), (values) => {
        const plain = avsc.Type.forSchema(ints)
        expect(
          avroType(ints)
            .toBuffer(values)
            .equals(plain.toBuffer([...values])),
        ).toBe(true)
        expect(avroType(ints).fromBuffer(plain.toBuffer([...values]))).toEqual(values)
      }),
    )
  })

  it('reads arrays that another writer split into blocks with their sizes', () => {
    // -2 items in 8 bytes: 1, 2; then 1 item without a size: 3; then the end.
    const bytes = Buffer.concat([
      Buffer.from([0x03, 0x10]),
      Buffer.from(Float32Array.of(1, 2).buffer),
      Buffer.from([0x02]),
      Buffer.from(Float32Array.of(3).buffer),
      Buffer.from([0x00]),
    ])
    expect(avroType(floats).fromBuffer(bytes)).toEqual(Float32Array.of(1, 2, 3))
    // The same of 1, -65 and 1, in 1, 2 and 1 bytes.
    const split = Buffer.from([0x03, 0x06, 0x02, 0x81, 0x01, 0x02, 0x02, 0x00])
    expect(avroType(ints).fromBuffer(split)).toEqual(Int32Array.of(1, -65, 1))
  })

  it('reads arrays through a resolver as without one', () => {
    const record = (fields: object[]) => avroType({ type: 'record', name: 'R', fields } as avsc.Schema)
    const writer = record([{ name: 'ints', type: ints }])
    const reader = record([
      { name: 'ints', type: ints },
      { name: 'added', type: 'int', default: 7 },
    ])
    fc.assert(
      fc.property(fc.int32Array(), (values) => {
        const { ints: read } = reader.fromBuffer(writer.toBuffer({ ints: values }), reader.createResolver(writer)) as {
          ints: Int32Array
        }
        expect(read).toEqual(values)
      }),
    )
  })

  it('reads an array<int> of an older writer as floats', () => {
    const reader = avroType(floats)
    const writer = avroType(ints)
    expect(reader.fromBuffer(writer.toBuffer(Int32Array.of(1, -2)), reader.createResolver(writer))).toEqual(
      Float32Array.of(1, -2),
    )
  })

  it('allocates nothing for a count that the message cannot hold', () => {
    expect(() => avroType(floats).fromBuffer(Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3, 4]))).toThrow()
    expect(() => avroType(ints).fromBuffer(Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3, 4]))).toThrow()
  })

  it('refuses a message that ends within an array', () => {
    const whole = avroType(ints).toBuffer(Int32Array.of(1, 1_000_000, -1_000_000))
    for (let bytes = 0; bytes < whole.length; bytes++) {
      expect(() => avroType(ints).fromBuffer(whole.subarray(0, bytes)), `${bytes} bytes`).toThrow()
    }
  })
})

describe('a union of null and numbers', () => {
  it.each([
    ['int', Int32Array.of(1, -65, 57)],
    ['float', Float32Array.of(0.5, Number.NaN)],
    ['double', Float64Array.of(1e-9)],
  ])('of %s is read as it was written', (items, values) => {
    const type = avroType(['null', { type: 'array', items }] as Schema)
    expect(type.fromBuffer(type.toBuffer(values))).toEqual(values)
    expect(type.fromBuffer(type.toBuffer(null))).toBeNull()
    expect(type.isValid('text')).toBe(false)
    const plain = avsc.Type.forSchema(['null', { type: 'array', items }] as Schema)
    expect(type.toBuffer(values)).toEqual(plain.toBuffer([...values]))
  })
})
