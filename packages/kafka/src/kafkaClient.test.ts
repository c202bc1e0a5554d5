import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

// What patches/kafkajs@2.2.4.patch changes of the client, by itself; that a broker takes what it encodes is seen by
// every test with a broker.
const require = createRequire(import.meta.url)
const crc32c = require('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number
const createRequest = require('kafkajs/src/protocol/request') as (options: object) => Promise<{ buffer: Buffer }>
const Encoder = require('kafkajs/src/protocol/encoder') as new () => {
  readonly buffer: Buffer
  writeVarInt(value: number): unknown
  writeBuffer(bytes: Buffer): unknown
}

/** RFC 3720, section 12.1: polynomial 0x1EDC6F41, here with its bits reversed; bit by bit. */
function crc32cOf(bytes: Buffer): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f6_3b78 : 0)
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

test('the check sum of a batch is CRC-32C, wherever the bytes lie', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283)
  const bytes = randomBytes(200)
  for (let from = 0; from < 9; from++) {
    for (let to = from; to < bytes.length; to++) {
      const part = bytes.subarray(from, to)
      expect(crc32c(part), `${from} to ${to}`).toBe(crc32cOf(part))
    }
  }
})

test.each([0, 1, -1, 63, 64, -65, 8_191, 8_192, 2_147_483_647, -2_147_483_648])(
  '%i is written as a varint',
  (value) => {
    const encoder = new Encoder()
    encoder.writeVarInt(value)
    const expected: number[] = []
    let rest = ((value << 1) ^ (value >> 31)) >>> 0
    for (; rest > 127; rest >>>= 7) expected.push((rest & 127) | 128)
    expect([...encoder.buffer]).toEqual([...expected, rest])
  },
)

test.each([10, 600, 20_000, 1_000_000])('a request of %i bytes says how long it is', async (bytes) => {
  const body = randomBytes(bytes)
  const payload = new Encoder()
  payload.writeBuffer(body)
  const { buffer } = await createRequest({
    correlationId: 7,
    clientId: 'floatchat-test',
    request: { apiKey: 0, apiVersion: 7, encode: async () => Object.assign(payload, { size: () => bytes }) },
  })
  expect(buffer.readInt32BE(0)).toBe(buffer.length - 4)
  expect(buffer.readInt32BE(8)).toBe(7)
  expect(buffer.subarray(-bytes).equals(body)).toBe(true)
})
