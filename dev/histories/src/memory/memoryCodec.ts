import type { Codec, DecodedRecord } from '@floatchat/contracts/connectCodec'
import { permanent } from '@floatchat/contracts/IngestionError'

export interface MemoryCodec extends Codec {
  /** The record that the bytes name. */
  read(bytes: Buffer | null): DecodedRecord | undefined
}

/** A codec whose bytes only name a record that it keeps: what a history is about is where bytes go, not what is in them. */
export function memoryCodec(): MemoryCodec {
  const records: DecodedRecord[] = []
  const read = (bytes: Buffer | null) => records[Number(/^record (\d+)$/.exec(String(bytes))?.[1] ?? -1)]
  return {
    read,
    encode(_topic, type, value) {
      return Buffer.from(`record ${records.push({ type, value }) - 1}`)
    },
    async decode(bytes) {
      const record = read(bytes)
      if (record === undefined) throw permanent('UNDECODABLE_RECORD', 'The bytes are no record.')
      return record
    },
  }
}
