/**
 * One trace from the upload to the summary. Where OTEL_EXPORTER_OTLP_ENDPOINT is set the spans are sent
 * there by OpenTelemetry's exporter, which reads its own settings (OTEL_EXPORTER_OTLP_*); elsewhere the
 * context is only carried on, and nothing is loaded.
 *
 * @module
 */
import type { Span as OtelSpan, SpanKind } from '@opentelemetry/api'
import { continueTrace, type TraceContext } from './trace.ts'

export interface Span {
  readonly trace: TraceContext
  /** Ends the span, as failed where an error is given, with what is known of the work only now. */
  end(error?: unknown, attributes?: Attributes): void
}

export interface Tracer {
  start(
    name: string,
    kind: 'consumer' | 'producer' | 'server',
    traceparent: string | undefined,
    attributes: Attributes,
  ): Span
  close(): Promise<void>
}

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Carries the context on and records nothing. */
export const silentTracer: Tracer = {
  start: (_name, _kind, traceparent) => ({ trace: continueTrace(traceparent), end: () => undefined }),
  close: async () => undefined,
}

export async function connectTracer(
  service: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Tracer> {
  const endpoint = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? environment.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined || endpoint === '') return silentTracer
  const [api, { BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `floatchat-${service}`, 'service.namespace': 'floatchat' }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        scheduledDelayMillis: Number(environment.OTEL_BSP_SCHEDULE_DELAY ?? 5_000),
      }),
    ],
  })
  const tracer = provider.getTracer('floatchat')
  const kinds: Record<string, SpanKind> = {
    consumer: api.SpanKind.CONSUMER,
    producer: api.SpanKind.PRODUCER,
    server: api.SpanKind.SERVER,
  }

  return {
    start(name, kind, traceparent, attributes) {
      const incoming = continueTrace(traceparent)
      const parent =
        incoming.parentSpanId === undefined
          ? api.ROOT_CONTEXT
          : api.trace.setSpanContext(api.ROOT_CONTEXT, {
              traceId: incoming.traceId,
              spanId: incoming.parentSpanId,
              traceFlags: incoming.sampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE,
              isRemote: true,
            })
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind] ?? api.SpanKind.INTERNAL, attributes: { ...attributes } },
        parent,
      )
      return {
        trace: contextOf(span, incoming.parentSpanId),
        end(error, late) {
          if (late !== undefined) span.setAttributes({ ...late })
          finish(span, error)
        },
      }
    },
    close: () => provider.shutdown(),
  }

  function finish(span: OtelSpan, error: unknown): void {
    if (error !== undefined) {
      const message = error instanceof Error ? error.message : String(error)
      span.setStatus({ code: api.SpanStatusCode.ERROR, message })
    }
    span.end()
  }
}

function contextOf(span: OtelSpan, parentSpanId: string | undefined): TraceContext {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return { traceId, spanId, parentSpanId, sampled: (traceFlags & 1) === 1 }
}
