import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { uploadFile } from './uploadFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'floatchat-unit-'))
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>) {
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, token: 'a-token' }
}

function writeFile(name: string, size: number): { path: string; bytes: Buffer } {
  const bytes = randomBytes(size)
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return { path, bytes }
}

it.each([0, 1, 700_000])('sends a form that any reader of forms takes apart again (%i bytes)', async (size) => {
  const { path, bytes } = writeFile('a "quoted" näme.nc', size)
  let seen: { form: FormData; headers: IncomingMessage['headers'] } | undefined
  const gateway = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const type = request.headers['content-type'] ?? ''
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
    seen = { form, headers: request.headers }
    response.writeHead(202).end('{}')
  })
  const sent: number[] = []
  const answer = await uploadFile(gateway, path, { datasetName: 'My floats', sent: (count) => sent.push(count) })
  expect(answer).toMatchObject({ status: 202, body: '{}' })
  expect(seen?.headers.authorization).toBe('Bearer a-token')
  expect(seen?.form.get('dataset_name')).toBe('My floats')
  const file = seen?.form.get('file')
  if (!(file instanceof File)) throw new Error('no file arrived')
  expect(file.name).toBe('a "quoted" näme.nc')
  const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex')
  expect(digest(Buffer.from(await file.arrayBuffer()))).toBe(digest(bytes))
  expect(sent.at(-1) ?? 0).toBe(size)
})

it('hears a refusal that comes before the end of the body', async () => {
  const { path } = writeFile('large.nc', 20_000_000)
  const gateway = await serve((_request, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"detail":"too large"}')
  })
  expect(await uploadFile(gateway, path)).toMatchObject({ status: 413, body: '{"detail":"too large"}' })
})

it('sends nothing of a large file to a server that refuses it when asked', async () => {
  const { path } = writeFile('unwanted.nc', 20_000_000)
  const gateway = await serve(() => undefined)
  let read = 0
  server?.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(401).end('{}', () => (read = request.socket.bytesRead))
  })
  expect(await uploadFile(gateway, path)).toMatchObject({ status: 401 })
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(2_000)
})

it('sends a large file unasked to a server that does not answer the question', async () => {
  const { path } = writeFile('patient.nc', 300_000)
  const gateway = await serve(() => undefined)
  let read = 0
  server?.on('checkContinue', async (request: IncomingMessage, response: ServerResponse) => {
    for await (const chunk of request) read += (chunk as Buffer).length
    response.writeHead(202).end('{}')
  })
  expect(await uploadFile(gateway, path)).toMatchObject({ status: 202 })
  expect(read).toBeGreaterThan(300_000)
})

it('says when nothing listens', async () => {
  const { path } = writeFile('alone.nc', 10)
  await expect(uploadFile({ url: 'http://127.0.0.1:1', token: '' }, path)).rejects.toThrow('ECONNREFUSED')
})
