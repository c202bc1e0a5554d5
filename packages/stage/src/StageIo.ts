import type { Codec, DecodedRecord } from '@floatchat/contracts/connectCodec'
import { permanent } from '@floatchat/contracts/IngestionError'
import type { Topic, Weight } from '@floatchat/contracts/topics'
import { header, identityHeaders } from '@floatchat/kafka/messageHeaders'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import { recordIdentity } from '@floatchat/kafka/recordIdentity'
import { traceparentHeader } from '@floatchat/service/trace'
import type { PayloadStore } from './PayloadStore.ts'
import { readPayload, referPayload } from './PayloadStore.ts'

/** Between records and the bytes on a topic: the codec, and the bucket for what is too large. */
export interface StageIo {
  readonly codec: Codec
  readonly topicPrefix: string
  /** Largest value put on a topic, bytes. */
  readonly maxRecordBytes: number
  readonly payloads: PayloadStore | undefined
}

/** What goes with a record in the headers of its message. */
export interface OutgoingFacts {
  readonly traceparent: string
  /** How often what it comes of was redriven. */
  readonly redrives?: string | undefined
  /** Of its file, where the record itself does not say. */
  readonly weight?: Weight | undefined
  /** Of the message that it comes of. */
  readonly partition?: number | undefined
}

/** The message for a record. A record too large for the topic goes to the bucket and a reference in its place. */
export async function encodeOutgoing(
  io: StageIo,
  outgoing: { readonly topic: Topic; readonly type: string; readonly value: object; readonly weight?: Weight },
  { traceparent, redrives, weight, partition }: OutgoingFacts,
): Promise<EncodedMessage> {
  const { topic, type, value } = outgoing
  let bytes = io.codec.encode(topic, type, value)
  if (bytes.length > io.maxRecordBytes) {
    if (io.payloads === undefined) {
      throw permanent(
        'INTERNAL',
        `A ${type} has ${bytes.length} bytes, more than MAX_RECORD_BYTES (${io.maxRecordBytes}).`,
      )
    }
    const reference = await referPayload(io.payloads, topic.name, type, bytes)
    bytes = io.codec.encode(topic, 'PayloadReference', reference)
  }
  return {
    topic: io.topicPrefix + topic.name,
    // The value is one of the records of the topic: its type was checked where it was made.
    key: topic.key(value as never),
    value: bytes,
    ...(topic.alongside && partition !== undefined ? { partition } : {}),
    headers: {
      [traceparentHeader]: traceparent,
      [header.record]: type,
      ...identityHeaders(recordIdentity(value)),
      ...(topic.weighed ? { [header.weight]: outgoing.weight ?? weight ?? 'light' } : {}),
      ...(redrives === undefined ? {} : { [header.redrives]: redrives }),
    },
  }
}

/** The record of a message, fetched from the bucket where the message is a reference. */
export async function decodeIncoming(
  io: Pick<StageIo, 'codec' | 'payloads'>,
  value: Buffer | null,
): Promise<DecodedRecord> {
  if (value === null) throw permanent('UNDECODABLE_RECORD', 'The message has no value.')
  const record = await io.codec.decode(value)
  if (record.type !== 'PayloadReference') return record
  if (io.payloads === undefined)
    throw permanent('UNDECODABLE_RECORD', 'The record is in the bucket, which this service does not read.')
  return io.codec.decode(await readPayload(io.payloads, record.value))
}
