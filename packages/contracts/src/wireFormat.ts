/**
 * The Confluent wire format: a zero byte, the schema's id as a 32-bit big-endian integer, Avro binary.
 *
 * @module
 */
import type { Type } from 'avsc'
import { permanent } from './IngestionError.ts'

const headerBytes = 5
let scratch = Buffer.allocUnsafeSlow(1 << 20)

/** The bytes of a record. */
export function encodeRecord(schemaId: number, type: Type, value: unknown): Buffer {
  let end = type.encode(value, scratch, headerBytes)
  if (end < 0) {
    scratch = Buffer.allocUnsafeSlow(2 * (scratch.length - end))
    end = type.encode(value, scratch, headerBytes)
  }
  scratch.writeUInt8(0, 0)
  scratch.writeUInt32BE(schemaId, 1)
  return Buffer.from(scratch.subarray(0, end))
}

/**
 * The schema id that the bytes begin with, and the Avro binary behind it.
 *
 * @throws IngestionError UNDECODABLE_RECORD where they are not in the wire format.
 */
export function splitRecord(bytes: Buffer): { schemaId: number; body: Buffer } {
  if (bytes.length < headerBytes || bytes.readUInt8(0) !== 0) {
    throw permanent(
      'UNDECODABLE_RECORD',
      `The record is not in the Confluent wire format: it has ${bytes.length} bytes and does not begin with a zero byte and a schema id.`,
    )
  }
  return { schemaId: bytes.readUInt32BE(1), body: bytes.subarray(headerBytes) }
}
