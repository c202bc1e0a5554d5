import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../src/eventually.ts'
import { openSystem, type System } from '../src/openSystem.ts'

interface Recorded {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly status: { readonly code?: number }
  readonly attributes: Readonly<Record<string, unknown>>
}

const spans: Recorded[] = []
let collector: Server
let system: System
beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    spans.push(...readSpans(JSON.parse(Buffer.concat(chunks).toString())))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  }
  system = await openSystem('one-trace', { settings })
})
afterAll(async () => {
  await system?.close()
  collector?.closeAllConnections()
  collector?.close()
})

test('an upload is the root of a trace in which every stage has its span below the one that caused it', async () => {
  const { filename, bytes } = coreSingleProfile()
  const { job_id } = await system.upload({ name: filename, bytes })
  let trace: Recorded[] = []
  await eventually(() => {
    const upload = spans.find(({ attributes }) => attributes['floatchat.job_id'] === job_id && attributes['http.route'])
    trace = spans.filter(({ traceId }) => traceId === upload?.traceId)
    expect(trace.map(({ service }) => service)).toContain('floatchat-summarizer')
  })
  expect((await system.job(job_id)).trace_id).toBe(trace[0]?.traceId)

  const roots = trace.filter(({ parentSpanId }) => !parentSpanId)
  expect(roots).toEqual([
    expect.objectContaining({
      service: 'floatchat-gateway',
      name: 'POST /api/v1/datasets/upload',
      kind: 2,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v1/datasets/upload',
        'url.path': '/api/v1/datasets/upload',
        'url.scheme': 'http',
        'http.response.status_code': 202,
        'floatchat.job_id': job_id,
      },
    }),
  ])
  const byId = new Map(trace.map((span) => [span.spanId, span]))
  const causes = (service: string) =>
    trace.filter((span) => span.service === service).map(({ parentSpanId }) => byId.get(parentSpanId ?? '')?.service)
  expect(causes('floatchat-parser')).toEqual(['floatchat-gateway'])
  expect(new Set(causes('floatchat-cleaner'))).toEqual(new Set(['floatchat-parser']))
  expect(new Set(causes('floatchat-writer'))).toEqual(new Set(['floatchat-cleaner']))
  expect(causes('floatchat-summarizer')).toEqual(['floatchat-writer'])
})

test('a trace that the client began is gone on with, and what the client did wrong is no failure of the server', async () => {
  const [traceId, parent] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']
  const headers = { traceparent: `00-${traceId}-${parent}-01` }
  expect((await system.request('/datasets/999999', { headers })).status).toBe(404)
  const asked = () => spans.find((span) => span.traceId === traceId)
  await eventually(() => expect(asked()).toBeDefined())
  expect(asked()).toMatchObject({
    name: 'GET /api/v1/datasets/{dataset_id}',
    parentSpanId: parent,
    status: { code: 0 },
    attributes: { 'http.response.status_code': 404 },
  })
})

/** Spans out of an OTLP request in JSON. */
function readSpans(body: {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: RawSpan[] }[] }[]
}): Recorded[] {
  return body.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        service: String(attributesOf(resource.attributes)['service.name']),
        attributes: attributesOf(span.attributes),
      })),
    ),
  )
}

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> }
type RawSpan = Omit<Recorded, 'service' | 'attributes'> & { readonly attributes: Attribute[] }

const attributesOf = (list: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]))
