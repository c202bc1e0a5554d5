import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { readRows } from '@floatchat/db/test/support/readRows'
import type { Bucket } from '@floatchat/objects/Bucket'
import { connectBucket } from '@floatchat/objects/connectBucket'
import { objectSettings } from '@floatchat/objects/objectSettings'
import { sql } from 'slonik'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { eventually } from '../src/eventually.ts'
import { TcpProxy } from '../src/faults/TcpProxy.ts'
import { ChangingGdac } from '../src/mirror/ChangingGdac.ts'
import { openMirror, type TestMirror } from '../src/mirror/openMirror.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { ServiceProcess } from '../src/ServiceProcess.ts'

const source = new ChangingGdac(23)
const opened: TestMirror[] = []
let system: System
/** What is mirrored: a bucket of others, beside the system's own. */
let bucket: Bucket
let mirror: TestMirror
let proxy: TcpProxy
/** Where the bucket is, and who asks. */
let settings: Record<string, string>

beforeAll(async () => {
  system = await openSystem('mirrored-bucket', { scale: { summarizer: 0 } })
  const own = z.object(objectSettings).parse(system.env)
  bucket = await connectBucket({ ...own, S3_BUCKET_NAME: `${own.S3_BUCKET_NAME.slice(0, 50)}-gdac` })
  await bucket.ensure()
  const { hostname: host, port } = new URL(own.S3_ENDPOINT_URL)
  proxy = await TcpProxy.open({ host, port: Number(port) })
  settings = {
    MIRROR_S3_ENDPOINT_URL: `http://127.0.0.1:${proxy.port}`,
    MIRROR_S3_ACCESS_KEY: own.S3_ACCESS_KEY,
    MIRROR_S3_SECRET_KEY: own.S3_SECRET_KEY,
    MIRROR_S3_REGION: own.S3_REGION,
  }
  mirror = await open()
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
  bucket?.close()
  await proxy?.close()
  await system?.close()
})

async function open(more: Record<string, string> = {}, name = bucket.name): Promise<TestMirror> {
  const mirror = await openMirror(system, [`s3://${name}/pub`], { ...settings, ...more })
  opened.push(mirror)
  return mirror
}

/** Makes the bucket what the source is: its indexes beside the data, or where Argo's own bucket has them. */
async function publish(indexFolder: '' | 'idx/' = ''): Promise<void> {
  const { gdac } = source
  const objects = new Map([...gdac.files].map(([path, { bytes }]) => [`pub/dac/${path}`, bytes]))
  objects.set(`pub/${indexFolder}ar_index_global_prof.txt.gz`, gzipSync(gdac.index()))
  for await (const { key } of bucket.list('')) if (!objects.has(key)) await bucket.remove(key)
  for (const [key, bytes] of objects) await bucket.put(key, bytes)
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function expectHeldIsPublished(): Promise<void> {
  const rows = await readRows<{ sha256: string }>(
    system.database,
    `select raw_file_sha256 as sha256 from datasets where is_active and written_run_id is not null`,
  )
  const published = source.held().map(({ bytes }) => digestOf(bytes))
  expect(rows.map(({ sha256 }) => sha256).sort()).toEqual(published.sort())
  expect(await mirror.verify(true)).toEqual([])
}

it('says what it would do, and then does it', async () => {
  await publish()
  const files = source.gdac.files.size
  const dry = await mirror.run({ dryRun: true })
  expect(dry).toMatchObject({ status: 'succeeded', address: `s3://${bucket.name}/pub`, counts: { fresh: files } })
  expect(dry.sample).toHaveLength(files)
  expect(await readRows(system.database, 'select 1 from datasets')).toEqual([])

  expect(await mirror.run()).toMatchObject({ status: 'succeeded', counts: { taken: files }, problems: [] })
  await expectHeldIsPublished()
  const again = await mirror.run()
  expect([again.status, again.counts.taken, again.counts.bytes]).toEqual(['succeeded', undefined, undefined])
})

it('follows what is changed, renamed and removed, also where the indexes are below idx/', async () => {
  const [removed = ''] = source.gdac.files.keys()
  const told: string[] = []
  for (const folder of ['idx/', ''] as const) {
    for (let day = 0; day < 2; day += 1) source.change()
    source.gdac.files.delete(removed)
    await publish(folder)
    const { status, counts } = await mirror.run()
    expect(status).toBe('succeeded')
    told.push(...Object.keys(counts))
    await expectHeldIsPublished()
  }
  expect(told).toEqual(expect.arrayContaining(['fresh', 'changed', 'replaced', 'withdrawn']))
})

it('asks by the ETag alone for what the index gives no date of', async () => {
  const { gdac } = source
  gdac.spoilIndex = (text) => text.replaceAll(/,\d{14}\n/g, ',\n')
  await publish()
  await mirror.run()
  const { counts } = await mirror.run()
  expect(counts).toMatchObject({ undated: gdac.files.size, unchanged: gdac.files.size })
  expect(counts.bytes).toBeUndefined()
  gdac.spoilIndex = (text) => text
  await publish()
  await mirror.run()
})

it('goes on where it was broken off, by a bucket that is gone for a while and by a kill', async () => {
  source.change()
  await publish()
  proxy.mode = 'cut'
  const cut = await mirror.run()
  expect(cut).toMatchObject({ status: 'failed', error: expect.stringContaining('ar_index_global_prof') })
  expect(cut.counts.withdrawn).toBeUndefined()
  proxy.mode = 'pass'

  const service = new ServiceProcess('mirror', {
    ...system.env,
    ...settings,
    ...{ MIRROR_SOURCE: `s3://${bucket.name}/pub`, MIRROR_GRACE_HOURS: '0', MIRROR_AT_ONCE: '1' },
  })
  // Killed with a file in hand: it is stored, and cannot be recorded for as long as the table is locked.
  await system.database.pool.transaction(async (transaction) => {
    await transaction.query(sql.unsafe`lock table mirror_datasets in share mode`)
    try {
      service.start()
      await eventually(async () => {
        const recording = `select from pg_locks where relation = 'mirror_datasets'::regclass and not granted`
        expect(await readRows(system.database, recording)).toHaveLength(1)
      })
    } finally {
      await service.end('SIGKILL')
    }
  })
  expect(await mirror.run()).toMatchObject({ status: 'succeeded' })
  await expectHeldIsPublished()
})

it('says why a bucket cannot be read, and withdraws nothing', async () => {
  const refused = await (await open({ MIRROR_S3_SECRET_KEY: 'another' })).run()
  expect(refused).toMatchObject({ status: 'failed', error: expect.stringContaining('MIRROR_S3_SECRET_KEY') })
  const absent = await (await open({}, `${bucket.name}-other`)).run()
  expect(absent).toMatchObject({ status: 'failed', error: expect.stringMatching(/no bucket/) })
  await expectHeldIsPublished()
})

it('and after a restart the service tells of what is held, while nothing runs', async () => {
  // Listed and not there: it is wanted from now on, and no run can take it.
  source.gdac.files.set('aoml/6900001/profiles/R6900001_998.nc', { bytes: Buffer.alloc(0), listed: '20240101000000' })
  await publish()
  await bucket.remove('pub/dac/aoml/6900001/profiles/R6900001_998.nc')
  expect((await mirror.run()).counts.absent).toBe(1)
  await readRows(
    system.database,
    `update mirror_files set wanted_since = now() - interval '3 days' where wanted_since is not null`,
  )
  proxy.mode = 'cut'
  const service = new ServiceProcess('mirror', { ...system.env, ...settings, MIRROR_SOURCE: `s3://${bucket.name}/pub` })
  try {
    service.start()
    await service.ready()
    await eventually(async () => {
      const metrics = await service.metrics()
      const gauge = (name: string) => Number(new RegExp(`^floatchat_mirror_${name} (.*)$`, 'm').exec(metrics)?.[1])
      expect(gauge('oldest_wanted_seconds')).toBeGreaterThan(3 * 86_400 - 60)
      expect(Date.now() / 1000 - gauge('last_success_timestamp_seconds')).toBeLessThan(300)
      expect(gauge('files{state="wanted"}')).toBe(1)
      expect(gauge('files{state="held"}')).toBe(source.gdac.files.size - 1)
      const modes = [...metrics.matchAll(/^floatchat_mirror_profiles\{.*data_mode="(\w)"\} (\d+)$/gm)]
      const profiles = await readRows(system.database, `select 1 from profiles where profile_index = 0`)
      expect(modes.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(profiles.length)
    })
  } finally {
    await service.end('SIGKILL')
  }
})
