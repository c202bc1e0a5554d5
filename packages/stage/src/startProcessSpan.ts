import type { RawMessage } from './deadLetter.ts'
import type { TextHeaders } from './messageHeaders.ts'
import type { RecordIdentity } from './recordIdentity.ts'
import { traceparentHeader } from './trace.ts'
import type { Span, Tracer } from './tracing.ts'

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
