import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { Client } from 'minio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bucket } from '../src/Bucket.ts'
import { connectBucket } from '../src/connectBucket.ts'
import type { ObjectSettings } from '../src/objectSettings.ts'
import { partBytes } from '../src/putStream.ts'
import { bucketSettings } from './bucketSettings.ts'

let bucket: Bucket
let settings: ObjectSettings
let release: () => Promise<void>
beforeAll(async () => {
  ;({ settings, release } = await bucketSettings('objects'))
  bucket = await connectBucket(settings)
  await bucket.ensure()
})
afterAll(async () => {
  bucket?.close()
  await release?.()
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function plainClient(): Client {
  const url = new URL(settings.S3_ENDPOINT_URL)
  const [accessKey, secretKey] = [settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY]
  return new Client({ endPoint: url.hostname, port: Number(url.port), useSSL: false, accessKey, secretKey })
}

async function unfinished(): Promise<string[]> {
  const keys: string[] = []
  for await (const upload of plainClient().listIncompleteUploads(bucket.name, '', true)) keys.push(upload.key)
  return keys
}

describe('a stream of unknown length comes back byte for byte', () => {
  test.each([0, 1, partBytes - 1, partBytes, partBytes + 1, 3 * partBytes, 3 * partBytes + 7])(
    '%i bytes',
    async (n) => {
      const bytes = randomBytes(n)
      const pieces: Buffer[] = []
      for (let at = 0; at < n; at += 300_001) pieces.push(bytes.subarray(at, at + 300_001))
      const key = `raw-uploads/1/size ${n}.nc`
      expect(await bucket.put(key, Readable.from(pieces, { objectMode: true }))).toEqual({ sizeBytes: n })
      expect(await bucket.stat(key)).toEqual({ sizeBytes: n, etag: expect.stringMatching(/^[0-9a-f]{32}/) })
      expect(sha256(await bucket.get(key))).toBe(sha256(bytes))
      await bucket.remove(key)
      expect(await bucket.stat(key)).toBeUndefined()
    },
  )
})

describe('a stream of a likely length comes back byte for byte', () => {
  const n = 20_000_000
  test.each([
    ['as long as it is likely', n],
    ['shorter', n + 70_001],
    ['longer', n - 2],
  ])('%s', async (_, likelyBytes) => {
    const bytes = randomBytes(n)
    const pieces: Buffer[] = []
    for (let at = 0; at < n; at += 300_001) pieces.push(bytes.subarray(at, at + 300_001))
    const key = 'raw-uploads/7/likely.nc'
    const put = bucket.put(key, Readable.from(pieces, { objectMode: true }), { likelyBytes })
    expect(await put).toEqual({ sizeBytes: n })
    expect(sha256(await bucket.get(key))).toBe(sha256(bytes))
    expect(await unfinished()).toEqual([])
    await bucket.remove(key)
  })
})

describe('nothing is left', () => {
  const key = 'raw-uploads/2/broken.nc'
  /** Delivers some bytes, then calls, then stays silent. */
  const halting = (bytes: number, then: () => void) => {
    let sent = 0
    return new Readable({
      read() {
        if (sent >= bytes) return void setImmediate(then)
        sent += 1 << 20
        this.push(Buffer.alloc(1 << 20))
      },
    })
  }

  test.each([
    ['within the first part', 2 << 20],
    ['after some parts', 13 << 20],
  ])('when the sender goes away %s', async (_, bytes) => {
    const source: Readable = halting(bytes, () => source.destroy(new Error('gone')))
    await expect(bucket.put(key, source)).rejects.toThrow('gone')
    expect(await bucket.stat(key)).toBeUndefined()
    expect(await unfinished()).toEqual([])
  })

  test('when the sender of a likely length goes away, or the caller aborts', async () => {
    const source: Readable = halting(13 << 20, () => source.destroy(new Error('gone')))
    await expect(bucket.put(key, source, { likelyBytes: 40 << 20 })).rejects.toThrow('gone')
    expect(await bucket.stat(key)).toBeUndefined()
    const abort = new AbortController()
    const other = halting(13 << 20, () => abort.abort(new Error('too large')))
    const put = bucket.put(key, other, { likelyBytes: 40 << 20, signal: abort.signal })
    await expect(put).rejects.toThrow('too large')
    expect(await bucket.stat(key)).toBeUndefined()
    expect(await unfinished()).toEqual([])
  })

  test('when the caller aborts', async () => {
    const abort = new AbortController()
    const source = halting(13 << 20, () => abort.abort(new Error('too large')))
    await expect(bucket.put(key, source, { signal: abort.signal })).rejects.toThrow('too large')
    expect(await bucket.stat(key)).toBeUndefined()
    expect(await unfinished()).toEqual([])
  })

  test('when the length is not the announced one', async () => {
    const put = bucket.put(key, Readable.from([Buffer.alloc(10)]), { sizeBytes: 11 })
    await expect(put).rejects.toMatchObject({ code: 'FILE_CHANGED' })
    expect(await bucket.stat(key)).toBeUndefined()
  })

  test('of an upload whose process died, once it is swept', async () => {
    const client = plainClient()
    await client.initiateNewMultipartUpload(bucket.name, key, {})
    expect(await bucket.endUnfinishedUploads(new Date(Date.now() - 3_600_000))).toBe(0)
    expect(await unfinished()).toEqual([key])
    expect(await bucket.endUnfinishedUploads(new Date(Date.now() + 60_000))).toBe(1)
    expect(await unfinished()).toEqual([])
  })
})

test('the source waits while a part is on its way: at most a part and a chunk are in memory', async () => {
  const source = new PassThrough({ highWaterMark: 1 << 16 })
  let written = 0
  const key = 'raw-uploads/3/slow.nc'
  const put = bucket.put(key, source)
  // Written without waiting until the stream says that it is full.
  while (source.write(Buffer.alloc(1 << 16))) written += 1 << 16
  expect(written).toBeLessThan(partBytes)
  source.end()
  await put
  await bucket.remove(key)
})

describe('what went wrong is said as an outage or as a missing object', () => {
  test('a key that has no object', async () => {
    await expect(bucket.get('raw-uploads/9/none.nc')).rejects.toMatchObject({
      code: 'OBJECT_MISSING',
      retryable: false,
    })
  })

  test.each([
    ['nobody listens', { S3_ENDPOINT_URL: 'http://127.0.0.1:9' }],
    ['the bucket is missing', { S3_BUCKET_NAME: 'no-such-bucket' }],
    ['the secret is wrong', { S3_SECRET_KEY: 'wrong' }],
  ])('%s', async (_, change) => {
    const other = await connectBucket({ ...settings, ...change })
    const asOutage = { code: 'BUCKET_UNAVAILABLE', retryable: true }
    await expect(other.put('raw-uploads/1/a.nc', Buffer.from('a'))).rejects.toMatchObject(asOutage)
    await expect(other.put('raw-uploads/1/a.nc', Readable.from([Buffer.from('a')]))).rejects.toMatchObject(asOutage)
    await expect(other.get('raw-uploads/1/a.nc')).rejects.toMatchObject(asOutage)
    await expect(other.check()).rejects.toMatchObject(asOutage)
    other.close()
  })

  test.each([
    ['it answers 500', 500],
    ['it answers 503', 503],
    ['it is silent', undefined],
  ])('%s', async (_, status) => {
    const server: Server = createServer((_request, response) => {
      if (status !== undefined) response.writeHead(status).end('<Error><Code>InternalError</Code></Error>')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const other = await connectBucket({
      ...settings,
      S3_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      S3_TIMEOUT_SECONDS: 0.2,
    })
    await expect(other.get('raw-uploads/1/a.nc')).rejects.toMatchObject({ code: 'BUCKET_UNAVAILABLE' })
    await expect(other.put('raw-uploads/1/a.nc', Buffer.from('a'))).rejects.toMatchObject({
      code: 'BUCKET_UNAVAILABLE',
    })
    other.close()
    server.closeAllConnections()
    server.close()
  })
})

test('a presigned address hands out the object under its own name, and without it nobody may read', async () => {
  const key = 'raw-uploads/5/x.nc'
  await bucket.put(key, Buffer.from('CDF'))
  const address = await bucket.presignedGet(key, 60, 'Größe.nc')
  const response = await fetch(address)
  expect(await response.text()).toBe('CDF')
  expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.nc")
  expect((await fetch(address.split('?')[0] as string)).status).toBe(403)
  await bucket.remove(key)
})

test('objects are listed by prefix', async () => {
  for (const name of ['6/a.nc', '6/members/00000-b.nc', '60/c.nc'])
    await bucket.put(`raw-uploads/${name}`, Buffer.from(name))
  const listed = await Array.fromAsync(bucket.list('raw-uploads/6/'))
  expect(listed.map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([
    ['raw-uploads/6/a.nc', 6],
    ['raw-uploads/6/members/00000-b.nc', 20],
  ])
  expect(listed[0]?.modifiedAt).toBeInstanceOf(Date)
})
