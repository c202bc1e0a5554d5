import type { RawMessage } from '@floatchat/kafka/deadLetter'
import type { TextHeaders } from '@floatchat/kafka/messageHeaders'
import type { RecordIdentity } from '@floatchat/kafka/recordIdentity'
import { traceparentHeader } from '@floatchat/service/trace'
import type { Span, Tracer } from '@floatchat/service/tracing'

/** The span of one message's handling, with OpenTelemetry's attributes for messaging. */
export function startProcessSpan(
  tracer: Tracer,
  group: string,
  raw: RawMessage,
  headers: TextHeaders,
  identity: RecordIdentity,
): Span {
  return tracer.start(`process ${raw.topic}`, 'consumer', headers[traceparentHeader], {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.destination.name': raw.topic,
    'messaging.destination.partition.id': String(raw.partition),
    'messaging.kafka.offset': Number(raw.offset),
    'messaging.consumer.group.name': group,
    'floatchat.job_id': identity.job_id,
    'floatchat.file_id': identity.file_id,
  })
}
