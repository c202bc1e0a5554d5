/**
 * W3C trace context (https://www.w3.org/TR/trace-context/) in the headers of messages, so that one trace
 * runs from the upload to the summary whether or not anything records it.
 *
 * @module
 */
import { randomFillSync } from 'node:crypto'

export const traceparentHeader = 'traceparent'

export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** 16 hexadecimal digits: the span that messages sent from here name as their parent. */
  readonly spanId: string
  /** The span that this one was caused by, if any. */
  readonly parentSpanId: string | undefined
  readonly sampled: boolean
}

// Drawn many at once: each message begins a span, and to ask for eight bytes costs as much as to ask for all of these.
const drawn = Buffer.alloc(4_096)
let used = drawn.length

function randomHex(bytes: number): string {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += bytes
  return drawn.toString('hex', used - bytes, used)
}

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The context of work that a message with this header causes; a new trace where the header is missing or malformed. */
export function continueTrace(traceparent: string | undefined): TraceContext {
  const match = traceparent === undefined ? null : pattern.exec(traceparent)
  const [, traceId, parentSpanId, flags] = match ?? []
  const valid = traceId !== undefined && !/^0+$/.test(traceId) && !/^0+$/.test(parentSpanId ?? '')
  return {
    traceId: valid ? traceId : randomHex(16),
    spanId: randomHex(8),
    parentSpanId: valid ? parentSpanId : undefined,
    sampled: valid ? (Number.parseInt(flags ?? '01', 16) & 1) === 1 : true,
  }
}

export function traceparentOf(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`
}
