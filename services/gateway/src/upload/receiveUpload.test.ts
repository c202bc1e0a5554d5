import { createHash, randomBytes } from 'node:crypto'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { outage } from '@floatchat/contracts/IngestionError'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asProblem, HttpProblem } from '../http/HttpProblem.ts'
import { type ReceivedUpload, receiveUpload } from './receiveUpload.ts'
import { uploadPace } from './uploadPace.ts'

/** What became of the last upload: what the bucket would hold, and what was taken back. */
let stored: Map<string, Buffer>
let result: ReceivedUpload<string> | HttpProblem | undefined
let brokenAfter: number
let readSlowly: boolean
let server: Server
let port: number

beforeEach(async () => {
  stored = new Map()
  result = undefined
  brokenAfter = Number.POSITIVE_INFINITY
  readSlowly = false
  server = createServer(async (request, response) => {
    const pace = uploadPace(request, { idleSeconds: 0.5, minBytesPerSecond: 100 })
    try {
      result = await receiveUpload(request, {
        maxFileBytes: 3_000_000,
        signal: pace.signal,
        stage,
        unstage: async (key) => void stored.delete(key),
      })
      response.writeHead(202).end()
    } catch (error) {
      result = asProblem(error)
      response.writeHead(result.status, { connection: 'close' }).end()
      request.resume()
    } finally {
      pace.stop()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function stage(filename: string, body: Readable | Buffer, { signal }: { signal: AbortSignal }): Promise<string> {
  if (Buffer.isBuffer(body)) {
    if (body.length > brokenAfter) throw outage('BUCKET_UNAVAILABLE', 'The bucket is gone.')
    await sleep(20)
    stored.set(filename, body)
    return filename
  }
  signal.addEventListener('abort', () => body.destroy(signal.reason as Error), { once: true })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (readSlowly) await sleep(50)
    if (size > brokenAfter) throw outage('BUCKET_UNAVAILABLE', 'The bucket is gone.')
  }
  stored.set(filename, Buffer.concat(chunks))
  return filename
}

const file = (bytes: Buffer | string, name = 'a.nc', field = 'file') =>
  Buffer.concat([
    Buffer.from(`--xyz\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
const field = (name: string, value: string) =>
  Buffer.from(`--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
const end = Buffer.from('--xyz--\r\n')

async function send(
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
  type = 'multipart/form-data; boundary=xyz',
  headers = {},
) {
  const request = httpRequest({ port, method: 'POST', headers: { 'content-type': type, ...headers } })
  const answered = new Promise<number>((resolve) => {
    request.on('response', (response) => resolve(response.resume().statusCode ?? 0))
    request.on('error', () => resolve(0))
  })
  Readable.from(body).pipe(request)
  const status = await answered
  request.destroy()
  return status
}

/** The headers of a form whose length is said, so that a small one is known to be small. */
const announcing = (parts: readonly Buffer[]) => ({
  'content-length': String(parts.reduce((sum, part) => sum + part.length, 0)),
})

test.each([
  ['a large file', 2_999_999, () => ({})],
  ['a large file, announced', 2_999_999, announcing],
  ['a small file', 40_000, () => ({})],
  ['a small file, announced', 40_000, announcing],
])(
  'the bytes of %s arrive as they were sent, counted and hashed, with the fields around them',
  async (_, size, headers) => {
    const bytes = randomBytes(size)
    const form = [field('dataset_name', ' Mine '), file(bytes, 'x/y/Ü b.NC4'), field('other', '1'), end]
    expect(await send(form, undefined, headers(form))).toBe(202)
    expect(result).toMatchObject({
      ...{ filename: 'Ü b.NC4', datasetName: 'Mine', sizeBytes: bytes.length },
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), staged: 'Ü b.NC4' },
    })
    expect(stored.get('Ü b.NC4')?.equals(bytes)).toBe(true)
  },
)

test('a bucket that is slower than the client is not held against the client', async () => {
  readSlowly = true
  expect(await send([file(randomBytes(2_000_000)), end])).toBe(202)
})

describe('is refused with nothing staged:', () => {
  test.each([
    ['another kind of file', [file('x', 'a.txt'), end], 400, "'a.txt' cannot be ingested"],
    ['a file without a name', [field('file', 'x'), end], 400, 'has no name'],
    ['a file with an empty name', [file('x', ''), end], 400, 'has no name'],
    ['a name that is too long', [file('x', `${'n'.repeat(500)}.nc`), end], 400, 'more than 500 characters'],
    ['no file', [field('dataset_name', 'x'), end], 400, 'no part named file'],
    ['a file under another name', [file('x', 'a.nc', 'data'), end], 400, 'no part named file'],
    ['two files', [file('x', 'a.nc'), file('y', 'b.nc'), end], 400, 'more than one'],
    ['an empty file', [file(''), end], 400, 'is empty'],
    ['a form without an end', [file('x').subarray(0, -2)], 400, 'malformed'],
    ['a form that ends within its file', [file(Buffer.alloc(500_000)).subarray(0, 400_000)], 400, 'malformed'],
    [
      'too many fields',
      [...Array.from({ length: 30 }, (_, n) => field(`f${n}`, 'x')), file('x'), end],
      400,
      'too many',
    ],
    ['a field that is too long', [file('x'), field('dataset_name', 'x'.repeat(20_000)), end], 400, 'too long'],
    ['a file that is too large', [file(Buffer.alloc(3_000_001)), end], 413, 'larger than 3000000 bytes'],
  ] as const)('%s', async (_, body, status, detail) => {
    for (const headers of [{}, announcing(body)]) {
      expect(await send(body, undefined, headers)).toBe(status)
      expect((result as HttpProblem).message).toContain(detail)
      await sleep(50)
      expect([...stored.keys()]).toEqual([])
    }
  })

  test.each([
    ['no form', 'application/json'],
    ['a form without a boundary', 'multipart/form-data'],
  ])('%s', async (_, type) => {
    expect(await send([file('x'), end], type)).toBe(400)
  })

  test('by Content-Length, before a byte is read', async () => {
    const headers = { 'content-length': '4000000' }
    expect(await send([file('x')], undefined, headers)).toBe(413)
  })

  test('where parts that nobody reads make it too large', async () => {
    const parts = [file(Buffer.alloc(2_000_000), 'a', 'x'), file(Buffer.alloc(2_000_000), 'b', 'y'), file('CDF'), end]
    expect(await send(parts)).toBe(413)
    await sleep(20)
    expect([...stored.keys()]).toEqual([])
  })

  test.each([
    ['in the middle', 2_500_000, 1_000_000, () => ({})],
    ['in the middle of an announced one', 2_500_000, 1_000_000, announcing],
    ['with a small one', 40_000, 10_000, announcing],
  ])('where the bucket fails %s', async (_, size, after, headers) => {
    brokenAfter = after
    const form = [file(randomBytes(size)), end]
    expect(await send(form, undefined, headers(form))).toBe(503)
    expect([...stored.keys()]).toEqual([])
  })

  test.each([{}, { 'content-length': '200000' }])('where the client is too slow (%o)', async (headers) => {
    const trickle = async function* () {
      yield file(Buffer.alloc(100_000)).subarray(0, 50_000)
      for (;;) {
        await sleep(100)
        yield Buffer.alloc(1)
      }
    }
    expect(await send(trickle(), undefined, headers)).toBe(408)
    expect([...stored.keys()]).toEqual([])
  })

  test.each([{}, { 'content-length': '1000000' }])('where the client goes away (%o)', async (length) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=xyz', ...length }
    const request = httpRequest({ port, method: 'POST', headers })
    request.on('error', () => {})
    request.write(file(Buffer.alloc(1_000_000)).subarray(0, 900_000))
    await sleep(200)
    request.destroy()
    await sleep(200)
    expect(result).toBeInstanceOf(HttpProblem)
    expect([...stored.keys()]).toEqual([])
  })
})
