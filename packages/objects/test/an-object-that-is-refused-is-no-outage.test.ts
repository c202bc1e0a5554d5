import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Bucket } from '../src/Bucket.ts'
import { connectBucket } from '../src/connectBucket.ts'
import { bucketSettings } from './bucketSettings.ts'

/** What the way to the server answers in its place: by the end of the path and the method, '' for every path. */
const refused = new Map<string, { readonly status: number; readonly code?: string }>()
let proxy: http.Server
let bucket: Bucket
/** The same bucket as one of others, of which we only read. */
let readOnly: Bucket
const asked: string[] = []
let release: () => Promise<void>

beforeAll(async () => {
  const { settings, release: end } = await bucketSettings('refused')
  release = end
  const server = new URL(settings.S3_ENDPOINT_URL)
  proxy = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', server)
    asked.push(request.method ?? '')
    const refusal = [...refused].find(([what]) => {
      const [method, end] = what.split(' ')
      return method === request.method && pathname.endsWith(end ?? '')
    })?.[1]
    if (refusal !== undefined) {
      request.resume()
      const body = refusal.code === undefined ? '' : `<Error><Code>${refusal.code}</Code><Message>no</Message></Error>`
      return void request.on('end', () => response.writeHead(refusal.status).end(body))
    }
    // With its Host header, which is signed.
    const { hostname, port } = server
    const { method, url: path, headers } = request
    const passed = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  const proxied = { ...settings, S3_ENDPOINT_URL: `http://127.0.0.1:${port}` }
  bucket = await connectBucket(proxied, { patienceMs: 0 })
  readOnly = await connectBucket(proxied, { patienceMs: 0, isReadOnly: true })
  await bucket.ensure()
})
afterAll(async () => {
  bucket?.close()
  readOnly?.close()
  proxy?.closeAllConnections()
  proxy?.close()
  await release?.()
})
beforeEach(() => refused.clear())

const bytes = Buffer.from('some bytes')
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

it.each([
  [400, 'EntityTooLarge'],
  [400, 'InvalidRequest'],
  [403, 'AccessDenied'],
  [413, 'MaxMessageLengthExceeded'],
])('%i %s for one key is the refusal of that object, and the others are stored', async (status, code) => {
  refused.set('PUT /one', { status, code })
  expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'OBJECT_REFUSED', retryable: false })
  await bucket.put('folder/two', bytes)
  expect(await bucket.get('folder/two')).toEqual(bytes)
})

it('a reason that all are refused for is an outage', async () => {
  refused.set('PUT ', { status: 403, code: 'AccessDenied' })
  expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'BUCKET_UNAVAILABLE', retryable: true })
})

it.each([
  [503, 'SlowDown'],
  [404, 'NoSuchBucket'],
  [403, 'InvalidAccessKeyId'],
])('%i %s is an outage, whatever others are answered', async (status, code) => {
  refused.set('PUT /one', { status, code })
  for (let round = 0; round < 4; round += 1) {
    expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
  }
})

it('an answer without a reason is an outage at first, and a refusal where it goes on for one object alone', async () => {
  refused.set('PUT /one', { status: 500 })
  expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
  expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
  expect(await failure(bucket.put('folder/one', bytes))).toMatchObject({ code: 'OBJECT_REFUSED' })
  refused.set('PUT ', { status: 500 })
  for (let round = 0; round < 4; round += 1) {
    expect(await failure(bucket.put('folder/two', bytes))).toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
  }
})

it('an object that is not given is refused, while others are', async () => {
  await bucket.put('folder/one', bytes)
  refused.set('GET /one', { status: 403, code: 'InvalidObjectState' })
  expect(await failure(bucket.get('folder/one'))).toMatchObject({ code: 'OBJECT_REFUSED' })
  const taken: Buffer[] = []
  expect(await failure(bucket.read('folder/one', (chunk) => void taken.push(chunk)))).toMatchObject({
    code: 'OBJECT_REFUSED',
  })
  expect(taken).toEqual([])
})

it('a name that the client does not send is refused', async () => {
  expect(await failure(bucket.put('k'.repeat(1_100), bytes))).toMatchObject({ code: 'OBJECT_REFUSED' })
})

it('nothing is stored in a bucket of others to find that out', async () => {
  await bucket.put('folder/one', bytes)
  refused.set('GET /one', { status: 403, code: 'AccessDenied' })
  asked.length = 0
  expect(await failure(readOnly.get('folder/one'))).toMatchObject({ code: 'OBJECT_REFUSED' })
  refused.set('HEAD ', { status: 403 })
  expect(await failure(readOnly.get('folder/one'))).toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
  expect(new Set(asked)).toEqual(new Set(['GET', 'HEAD']))
})
