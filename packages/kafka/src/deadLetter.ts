/**
 * Dead letters: the original key and bytes, and in the headers where they came from and why.
 *
 * Two families of headers are written beside ours, because the tools that people have read them: those
 * of Kafka Connect (KIP-298; all values text) and those of Spring Kafka's DeadLetterPublishingRecoverer
 * (numbers big-endian).
 *
 * @module
 */
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { IHeaders } from 'kafkajs'
import { header, identityHeaders, identityOf, type TextHeaders, textHeaders } from './messageHeaders.ts'
import type { RecordIdentity } from './recordIdentity.ts'

/** The message as it came from the broker. */
export interface RawMessage {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly timestamp: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: IHeaders
}

/** Headers grow with a stack trace; the broker counts them towards the size of the record. */
const maxTextBytes = 8_000

/** @param beganAt when the stage took the message up, milliseconds since 1970-01-01T00:00Z; now, where it had not begun */
export function deadLetterHeaders(
  stage: string,
  group: string,
  message: RawMessage,
  error: unknown,
  identity: RecordIdentity,
  beganAt = Date.now(),
): IHeaders {
  const problem = error instanceof Error ? error : new Error(String(error))
  const code = problem instanceof IngestionError ? problem.code : 'HANDLER_CRASHED'
  const permanent = !(problem instanceof IngestionError && problem.retryable)
  const kind = problem instanceof IngestionError ? `${problem.name}.${code}` : problem.name
  const stack = (problem.stack ?? '').slice(0, maxTextBytes)
  const sentence = problem.message.slice(0, maxTextBytes)
  const known = { ...identityOf(textHeaders(message.headers)), ...identity }
  return {
    ...message.headers,
    ...identityHeaders(known),
    ...(known.filename === undefined ? {} : { [header.filename]: known.filename }),
    ...(known.dataset_id === undefined ? {} : { [header.dataset]: String(known.dataset_id) }),
    [header.stage]: stage,
    [header.beganAt]: String(beganAt),
    [header.reasonCode]: code,
    [header.reason]: sentence,
    [header.permanent]: String(permanent),
    '__connect.errors.topic': message.topic,
    '__connect.errors.partition': String(message.partition),
    '__connect.errors.offset': String(message.offset),
    '__connect.errors.connector.name': group,
    '__connect.errors.task.id': String(process.pid),
    '__connect.errors.stage': 'TASK_PUT',
    '__connect.errors.class.name': `floatchat.${stage}`,
    '__connect.errors.exception.class.name': kind,
    '__connect.errors.exception.message': sentence,
    '__connect.errors.exception.stacktrace': stack,
    'kafka_dlt-original-topic': message.topic,
    'kafka_dlt-original-partition': int32(message.partition),
    'kafka_dlt-original-offset': int64(message.offset),
    'kafka_dlt-original-timestamp': int64(BigInt(message.timestamp)),
    'kafka_dlt-original-timestamp-type': 'CreateTime',
    'kafka_dlt-original-consumer-group': group,
    'kafka_dlt-exception-fqcn': kind,
    'kafka_dlt-exception-message': sentence,
    'kafka_dlt-exception-stacktrace': stack,
  }
}

/** A record of a dead-letter topic, as people and the projection see it. */
export interface DeadLetter {
  readonly stage: string
  readonly reasonCode: string
  readonly reason: string
  readonly permanent: boolean
  readonly identity: RecordIdentity
  readonly originalTopic: string
  readonly originalPartition: number
  readonly originalOffset: bigint
  /** When the stage took the record up, milliseconds since 1970-01-01T00:00Z; null where it did not say. */
  readonly beganAt: number | null
  /** How often it has been sent again. */
  readonly redrives: number
  readonly headers: TextHeaders
  /** The message on the dead-letter topic; its key and value are the original ones. */
  readonly message: RawMessage
}

export function readDeadLetter(message: RawMessage): DeadLetter {
  const headers = textHeaders(message.headers)
  return {
    stage: headers[header.stage] ?? 'unknown',
    reasonCode: headers[header.reasonCode] ?? 'INTERNAL',
    reason: headers[header.reason] ?? 'No reason was recorded.',
    permanent: headers[header.permanent] !== 'false',
    identity: identityOf(headers),
    originalTopic: headers['__connect.errors.topic'] ?? '',
    originalPartition: Number(headers['__connect.errors.partition'] ?? -1),
    originalOffset: BigInt(headers['__connect.errors.offset'] ?? -1),
    beganAt: wholeNumber(headers[header.beganAt]),
    redrives: Number(headers[header.redrives] ?? 0),
    headers,
    message,
  }
}

/** Headers are anyone's text. */
function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}
