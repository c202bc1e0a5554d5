import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRows } from '@floatchat/db/test/support/readRows'
import { remainderPrefix, stagedPrefix } from '@floatchat/objects/stagedKeys'
import { type DetailedError, Upload } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepBucket } from '../src/upload/sweepBucket.ts'
import { CuttingProxy } from './support/CuttingProxy.ts'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { problem } from './support/problem.ts'
import { token } from './support/tokens.ts'

// By hand, with figures in bench/README.md: UPLOAD_TEST_MIB=2047 UPLOAD_TEST_BREAKS=100 UPLOAD_TEST_KILLS=3.
const mebibytes = Number(process.env.UPLOAD_TEST_MIB ?? 200)
const breaks = Number(process.env.UPLOAD_TEST_BREAKS ?? 10)
const kills = Number(process.env.UPLOAD_TEST_KILLS ?? 1)
const mib = 1024 * 1024
const part = 5 * mib
const uploads = '/api/v1/uploads'

let installation: Installation
let gateway: RunningGateway
let proxy: CuttingProxy
let folder: string
let bearer: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'floatchat-tus-'))
  installation = await openInstallation('gateway-tus')
  gateway = await installation.spawn()
  proxy = await CuttingProxy.open()
  bearer = `Bearer ${await token()}`
})
beforeEach(() => {
  proxy.target = Number(new URL(gateway.url).port)
  proxy.cutAfter = Number.POSITIVE_INFINITY
  proxy.bytes = 0
  proxy.cuts = 0
})
afterAll(async () => {
  await proxy?.close()
  await installation?.close()
  await rm(folder, { recursive: true, force: true })
})

async function randomFile(name: string, size: number) {
  const path = join(folder, name)
  const digest = createHash('sha256')
  const file = await open(path, 'w')
  for (let left = size; left > 0; left -= mib) {
    const block = randomBytes(Math.min(mib, left))
    digest.update(block)
    await file.write(block)
  }
  await file.close()
  return { path, sha256: digest.digest('hex') }
}

const meta = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')

/** A request of the protocol by hand. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array<ArrayBuffer>) {
  const all = { authorization: bearer, 'tus-resumable': '1.0.0', ...headers }
  return fetch(gateway.url + path, { method, headers: all, ...(body === undefined ? {} : { body }) })
}
const create = (size: number, values: Record<string, string> = { filename: 'a.nc' }) =>
  ask('POST', uploads, { 'upload-length': String(size), 'upload-metadata': meta(values) })
const append = (path: string, offset: number, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask(
    'PATCH',
    path,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    bytes,
  )
const pathOf = async (creating: Promise<Response>) => (await creating).headers.get('location') ?? ''

type Stored = Record<'name' | 'key' | 'sha256' | 'job_id', string> & { size: number }

async function stored(datasetId: string | null) {
  const [row] = await readRows<Stored>(
    installation.database,
    `select name, datasets.raw_file_path as key, raw_file_sha256 as sha256, raw_file_size::integer as size, job_id
     from datasets join ingestion_jobs using (dataset_id) where dataset_id = ${Number(datasetId)}`,
  )
  if (row === undefined) throw new Error(`there is no dataset ${datasetId}`)
  return row
}

/** What of unfinished uploads the bucket has. */
async function leftovers(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of installation.bucket.list(remainderPrefix)) keys.push(key)
  const parts = await installation.bucket.endUnfinishedUploads(new Date(Date.now() + 60_000), stagedPrefix)
  return parts === 0 ? keys : [...keys, `${parts} multipart uploads`]
}

const resident = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

test('an unmodified client: each break costs at most a part, a kill too, and the digest is that of the file', async () => {
  const size = mebibytes * mib
  const { path, sha256 } = await randomFile('large.nc', size)
  proxy.cutAfter = Math.floor(size / (breaks + kills + 1)) + 1
  const killAt = Array.from({ length: kills }, (_, n) => (size * (n + 0.5)) / kills)
  let killing: Promise<void> | undefined
  let peak = 0
  const killIfDue = (sent: number) => {
    if (killing !== undefined || sent < (killAt[0] ?? Number.POSITIVE_INFINITY)) return
    killAt.shift()
    killing = (async () => {
      peak = Math.max(peak, resident(gateway.pid))
      proxy.target = 0
      await gateway.stop('SIGKILL')
      gateway = await installation.spawn()
      proxy.target = Number(new URL(gateway.url).port)
      killing = undefined
    })()
  }
  const upload = await new Promise<Upload>((resolve, reject) => {
    const sending = new Upload(createReadStream(path), {
      endpoint: proxy.url + uploads,
      headers: { authorization: bearer },
      metadata: { filename: 'large.nc', dataset_name: 'Large', sha256 },
      // Until the gateway is back, however long this machine takes to start it.
      retryDelays: Array.from({ length: 500 }, () => 200),
      onProgress: killIfDue,
      onError: reject,
      onSuccess: () => resolve(sending),
    })
    sending.start()
  })
  await killing
  expect(killAt).toEqual([])
  const address = new URL(upload.url ?? '').pathname
  const head = await ask('HEAD', address)
  expect(Object.fromEntries(head.headers)).toMatchObject({
    'upload-offset': String(size),
    'upload-length': String(size),
  })
  const dataset = await stored(head.headers.get('dataset-id'))
  expect(dataset).toMatchObject({ name: 'Large', sha256, size, job_id: head.headers.get('job-id') })
  const digest = createHash('sha256')
  await installation.bucket.read(dataset.key, (chunk) => void digest.update(chunk))
  expect(digest.digest('hex')).toBe(sha256)

  const struck = proxy.cuts + kills
  expect(struck).toBeGreaterThanOrEqual(breaks)
  expect(proxy.bytes - size).toBeLessThan(struck * part)
  peak = Math.max(peak, resident(gateway.pid))
  console.log(
    `${mebibytes} MiB, ${proxy.cuts} breaks, ${kills} kills: ${((proxy.bytes - size) / mib).toFixed(1)} MiB sent again, ` +
      `gateway ${peak.toFixed(0)} MiB at most`,
  )
  expect(peak).toBeLessThan(260)
  expect(await leftovers()).toEqual([])
})

test('bytes in many small requests, by several gateways in turn, become the file', async () => {
  const other = await installation.start()
  const bytes = randomBytes(2 * part + 123_457)
  const path = await pathOf(create(bytes.length, { name: 'B1901393_001.nc', lane: 'bulk' }))
  let at = 0
  let answer = new Response()
  for (let turn = 0; at < bytes.length; turn += 1) {
    const until = Math.min(bytes.length, at + 1_500_001)
    const headers = {
      ...{ authorization: bearer, 'tus-resumable': '1.0.0', 'upload-offset': String(at) },
      'content-type': 'application/offset+octet-stream',
    }
    const url = (turn % 2 === 0 ? gateway : other).url + path
    answer = await fetch(url, { method: 'PATCH', headers, body: bytes.subarray(at, until) })
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(until)])
    at = until
  }
  const dataset = await stored(answer.headers.get('dataset-id'))
  expect(dataset.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(await installation.bucket.get(dataset.key)).toEqual(bytes)
  expect(await leftovers()).toEqual([])
})

test('the bytes may come with the creation, and a whole upload is answered as such', async () => {
  const bytes = randomBytes(1000)
  const headers = {
    ...{ 'upload-length': '1000', 'content-type': 'application/offset+octet-stream' },
    'upload-metadata': meta({ filename: 'small.nc' }),
  }
  const created = await ask('POST', uploads, headers, bytes)
  expect(created.status).toBe(201)
  expect(created.headers.get('upload-offset')).toBe('1000')
  const { key, job_id } = await stored(created.headers.get('dataset-id'))
  expect(await installation.bucket.get(key)).toEqual(bytes)
  const location = created.headers.get('location') ?? ''
  expect(await (await ask('GET', location)).json()).toMatchObject({ received_bytes: 1000, job_id })
  await problem(await append(location, 1000, new Uint8Array(1)), 409)
  expect((await ask('DELETE', location)).status).toBe(204)
  expect(await installation.bucket.get(key)).toEqual(bytes)
})

test('of two requests at once the newer one goes on', async () => {
  const bytes = randomBytes(2 * part)
  const path = await pathOf(create(bytes.length))
  let sent = 0
  const slow = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (sent > 0) return new Promise(() => {})
      sent = part + 300_000
      stream.enqueue(bytes.subarray(0, sent))
      return undefined
    },
  })
  const headers = {
    ...{ authorization: bearer, 'tus-resumable': '1.0.0', 'upload-offset': '0' },
    'content-type': 'application/offset+octet-stream',
  }
  const init = { method: 'PATCH', headers, body: slow, duplex: 'half' } as RequestInit
  const hanging = fetch(gateway.url + path, init).then(
    ({ status }) => status,
    () => 'broken',
  )
  await eventually('a part of the first', async () => {
    const { received_bytes: safe } = (await (await ask('GET', path)).json()) as { received_bytes: number }
    return safe >= part
  })
  // What the first has sent counts, though it never ended.
  const offset = Number((await ask('HEAD', path)).headers.get('upload-offset'))
  expect(offset).toBeGreaterThanOrEqual(part)
  expect(await hanging).not.toBe(204)
  expect((await append(path, offset, bytes.subarray(offset) as Uint8Array<ArrayBuffer>)).status).toBe(204)
  expect(await leftovers()).toEqual([])
})

test('an upload whose last byte came, and whose job could not be recorded, is ended when it is asked for, or by itself', async () => {
  for (const [end, size] of [
    ['asked', 2000],
    ['by itself', part + 2000],
  ] as const) {
    const bytes = randomBytes(size)
    const path = await pathOf(create(size))
    await readRows(installation.database, 'alter table outbox rename to outbox_away')
    await problem(await append(path, 0, bytes), 503)
    await readRows(installation.database, 'alter table outbox_away rename to outbox')
    const [upload] = await readRows<{ dataset_id: number; job_id: string }>(
      installation.database,
      `update uploads set moved_at = now() - interval '2 minutes' where upload_id = '${path.split('/').at(-1)}'
       returning dataset_id, job_id`,
    )
    if (end === 'asked') expect((await ask('HEAD', path)).headers.get('job-id')).toBe(upload?.job_id)
    else await (await installation.start()).stop()
    const dataset = await eventually('the dataset', () => stored(String(upload?.dataset_id)).catch(() => undefined))
    expect(dataset).toMatchObject({ job_id: upload?.job_id, size })
    expect(dataset.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(await installation.bucket.get(dataset.key)).toEqual(bytes)
  }
})

test('what is terminated or expires leaves nothing behind, and nothing that goes on is swept', async () => {
  const bytes = randomBytes(part + 1000)
  const paths = await Promise.all([1, 2, 3].map(() => pathOf(create(2 * part))))
  for (const path of paths) expect((await append(path, 0, bytes)).status).toBe(204)
  const [terminated = '', expired = '', kept = ''] = paths
  expect((await ask('DELETE', terminated)).status).toBe(204)
  await problem(await ask('GET', terminated), 404)
  await readRows(
    installation.database,
    `update uploads set expires_at = now() - interval '1 second' where upload_id = '${expired.split('/').at(-1)}'`,
  )
  await problem(await ask('GET', expired), 404)
  const looking = await installation.start()
  await eventually('the end of the expired one', async () => {
    const query = 'select upload_id from uploads where completed_at is null'
    return (await readRows(installation.database, query)).length === 1
  })
  await looking.stop()
  // A sweep of two days later: everything is old, and what is open stays all the same.
  await sweepBucket(installation.bucket, installation.database, silent, Date.now() + 48 * 3_600_000)
  const rest = randomBytes(part - 1000)
  expect((await append(kept, bytes.length, rest)).status).toBe(204)
  expect(await leftovers()).toEqual([])
})

test('one that cannot be ended keeps none of the others', async () => {
  const lost = await pathOf(create(1000))
  await readRows(installation.database, 'alter table outbox rename to outbox_away')
  await problem(await append(lost, 0, randomBytes(1000)), 503)
  await readRows(installation.database, 'alter table outbox_away rename to outbox')
  const expired = await pathOf(create(1000))
  const idOf = (path: string) => path.split('/').at(-1)
  // Whole by the database, and not to be put together from parts of which the bucket knows nothing.
  await readRows(
    installation.database,
    `update uploads set moved_at = now() - interval '2 minutes', parts_id = 'gone', object_key = 'staged/gone'
     where upload_id = '${idOf(lost)}'`,
  )
  await readRows(
    installation.database,
    `update uploads set expires_at = now() - interval '1 second' where upload_id = '${idOf(expired)}'`,
  )
  const looking = await installation.start()
  await eventually('the end of the expired one', async () => {
    const query = `select upload_id from uploads where upload_id = '${idOf(expired)}'`
    return (await readRows(installation.database, query)).length === 0
  })
  await looking.stop()
  expect((await ask('GET', lost)).status).toBe(200)
  await readRows(installation.database, `delete from uploads where upload_id = '${idOf(lost)}'`)
})

test('bytes of another digest than was announced are not taken', async () => {
  const path = await pathOf(create(3, { filename: 'a.nc', sha256: '0'.repeat(64) }))
  expect(await problem(await append(path, 0, Buffer.from('abc')), 460)).toContain('send it anew')
  expect((await ask('HEAD', path)).status).toBe(404)
})

test('every answer speaks the protocol, and what is not of it is refused with a sentence', async () => {
  const about = await fetch(gateway.url + uploads, { method: 'OPTIONS' })
  expect([about.status, about.headers.get('tus-version'), about.headers.get('tus-max-size')]).toEqual([
    ...[204, '1.0.0', String(installation.settings.MAX_UPLOAD_SIZE_BYTES)],
  ])
  const path = await pathOf(create(10))
  const refusals: [Response, number][] = [
    [await ask('POST', uploads, { 'tus-resumable': '0.2.2', 'upload-length': '1' }), 412],
    [await ask('POST', uploads, { 'upload-metadata': meta({ filename: 'a.nc' }) }), 400],
    [await create(0), 400],
    [await create(1, { filename: 'a.txt' }), 400],
    [await create(1, { filename: 'a.nc', lane: 'fast' }), 400],
    [await create(1, { filename: 'a.nc', sha256: 'x' }), 400],
    [
      await ask('POST', uploads, { 'upload-length': '1', 'upload-metadata': 'filename ä b' }).catch(() => create(-1)),
      400,
    ],
    [await create(installation.settings.MAX_UPLOAD_SIZE_BYTES + 1), 413],
    [await append(path, 3, new Uint8Array(1)), 409],
    [await append(path, 0, new Uint8Array(11)), 413],
    [await append(path, 0, new Uint8Array(1), { 'content-type': 'application/octet-stream' }), 415],
    [await append(`${uploads}/00000000-0000-4000-8000-000000000000`, 0, new Uint8Array(1)), 404],
    [await append(`${uploads}/nonsense`, 0, new Uint8Array(1)), 400],
    [await ask('POST', path), 400],
  ]
  for (const [response, status] of refusals) {
    expect(response.headers.get('tus-resumable')).toBe('1.0.0')
    await problem(response, status)
  }
  const override = { 'x-http-method-override': 'DELETE' }
  expect((await ask('POST', path, override)).status).toBe(204)
  await expect(
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${'x'.repeat(9)}` }
      const options = { endpoint: gateway.url + uploads, headers, retryDelays: [], onError: reject, onSuccess: resolve }
      new Upload(randomBytes(10), options).start()
    }),
  ).rejects.toSatisfy((error: DetailedError) => error.originalResponse?.getStatus() === 401)
})

const silent = { info() {}, warn() {} } as never
