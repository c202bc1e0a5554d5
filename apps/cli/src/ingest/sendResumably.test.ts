import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sendResumably } from './sendResumably.ts'

let folder: string
let server: Server
let asked: string[]
let stored: Buffer
let created: Record<string, string>
/** What the server does with a request instead of answering it; undefined for nothing else. */
let instead: (request: IncomingMessage, response: ServerResponse) => boolean

const bytes = randomBytes(3_000_000)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'floatchat-tus-'))
  writeFileSync(join(folder, 'a.nc'), bytes)
  ;[asked, stored, created, instead] = [[], Buffer.alloc(0), {}, () => false]
  server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

async function serve(request: IncomingMessage, response: ServerResponse) {
  asked.push(request.method ?? '')
  if (instead(request, response)) return
  if (request.method === 'POST') {
    const header = String(request.headers['upload-metadata'])
    created = Object.fromEntries(
      header.split(',').map((pair) => {
        const [name = '', value = ''] = pair.split(' ')
        return [name, Buffer.from(value, 'base64').toString()]
      }),
    )
    return response.writeHead(201, { location: '/api/v1/uploads/1' }).end()
  }
  const from = Number(request.headers['upload-offset'] ?? 0)
  if (request.method === 'PATCH' && from === stored.length)
    for await (const chunk of request) stored = Buffer.concat([stored, chunk as Buffer])
  const ended = stored.length === bytes.length ? { 'job-id': 'the-job' } : {}
  return response.writeHead(request.method === 'HEAD' ? 200 : 204, { 'upload-offset': stored.length, ...ended }).end()
}

const gateway = () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 't' })
const send = (more = {}) =>
  sendResumably(gateway(), { path: join(folder, 'a.nc'), sizeBytes: bytes.length, sha256: 'ab' }, more)

it('sends only what is not safe yet after each break', async () => {
  const cuts = [1_000_000, 2_000_000]
  let sentAt: number[] = []
  instead = (request, response) => {
    const until = cuts[0]
    if (request.method !== 'PATCH' || until === undefined) return false
    cuts.shift()
    request.on('data', (chunk: Buffer) => {
      stored = Buffer.concat([stored, chunk]).subarray(0, until)
      if (stored.length === until) response.destroy()
    })
    return true
  }
  sentAt = []
  const answer = await send({ datasetName: 'Mine', lane: 'bulk', sent: (at: number) => sentAt.push(at) })
  expect(answer).toEqual({ jobId: 'the-job' })
  expect(createHash('sha256').update(stored).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(created).toEqual({ filename: 'a.nc', dataset_name: 'Mine', lane: 'bulk', sha256: 'ab' })
  expect(asked).toEqual(['POST', 'HEAD', 'PATCH', 'HEAD', 'PATCH', 'HEAD', 'PATCH'])
  expect(sentAt.at(-1)).toBe(bytes.length)
})

it('waits where the gateway asks for it, and begins anew where the upload is gone', async () => {
  const said = [503, 0, 404]
  instead = (_, response) => {
    const status = said.shift() ?? 0
    if (status !== 0) response.writeHead(status, { 'retry-after': '0.05' }).end('{}')
    return status !== 0
  }
  expect(await send()).toEqual({ jobId: 'the-job' })
  expect(asked).toEqual(['POST', 'POST', 'HEAD', 'POST', 'HEAD', 'PATCH'])
})

it('says why it was refused', async () => {
  instead = (_, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"detail":"It is too large."}')
    return true
  }
  expect(await send()).toEqual({ refused: 'It is too large.' })
})
