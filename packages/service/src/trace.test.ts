import { expect, test } from 'vitest'
import { continueTrace, traceparentOf } from './trace.ts'

test('no two spans have the same name, however many there are', () => {
  const traces = Array.from({ length: 2_000 }, () => continueTrace(undefined))
  for (const { traceId, spanId } of traces) {
    expect(traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(spanId).toMatch(/^[0-9a-f]{16}$/)
  }
  expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(traces.length)
  expect(new Set(traces.map(({ spanId }) => spanId)).size).toBe(traces.length)
})

test('what comes of a message is of its trace, and its child', () => {
  const first = continueTrace(undefined)
  const next = continueTrace(traceparentOf(first))
  expect(next).toMatchObject({ traceId: first.traceId, parentSpanId: first.spanId, sampled: true })
  expect(next.spanId).not.toBe(first.spanId)
})
