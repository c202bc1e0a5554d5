import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { readRows } from '@floatchat/db/test/support/readRows'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { mirrorSettings } from '@floatchat/mirroring/mirrorSettings'
import { openSites } from '@floatchat/mirroring/openSites'
import { runMirror } from '@floatchat/mirroring/runMirror'
import { createLogger } from '@floatchat/service/logger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

let source: Installation
let copy: Installation
let gateway: RunningGateway
/** The bytes by path below dac/. */
const held = new Map<string, Buffer>()

/** Each a netCDF file of its own: what follows its variables says which. */
const bytesOf = (size: number) => Buffer.concat([coreSingleProfile().bytes, randomBytes(size)])

async function hold(id: number, name: string, size: number, more = ''): Promise<Buffer> {
  const bytes = bytesOf(size)
  const key = `staged/${id}`
  await source.bucket.put(key, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await readRows(
    source.database,
    `insert into datasets (dataset_id, source_filename, raw_file_path, raw_file_size, raw_file_sha256, written_run_id)
     overriding system value values (${id}, '${name}', '${key}', ${bytes.length}, '${sha256}', gen_random_uuid()); ${more}`,
  )
  return bytes
}

const claim = (id: number, platform: string, date: string, metadata = 'null') =>
  `insert into float_claims (dataset_id, platform_number, float_type, described_by, described_date_update, metadata)
   values (${id}, '${platform}', 'core', 'profile', '${date}', ${metadata});`
const profile = (id: number, platform: string, kind: string, index: number) =>
  `insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
     "timestamp", latitude, longitude, data_mode, data_centre, wmo_inst_type, level_count, content_sha256,
     verdict_sha256, run_id, dataset_id)
   select ${id * 10 + index}, float_id, platform_number, 1, 'A', '${kind}', ${index}, '2020-01-02T03:04:05Z', -12.3456, 170.5,
     'D', 'IF', '846', 0, repeat('a', 64), repeat('b', 64), gen_random_uuid(), ${id}
   from floats where platform_number = '${platform}';`
const variable = (profileId: number, name: string, mode: string) =>
  `insert into profile_variables (profile_id, parameter, data_mode) values (${profileId}, '${name}', '${mode}');`

beforeAll(async () => {
  source = await openInstallation('gateway-gdac')
  copy = await openInstallation('gateway-gdac-copy')
  await readRows(source.database, "insert into floats (platform_number) values ('6900001'), ('1900002')")
  const folder = 'coriolis/6900001'
  const update = '2021-01-01T00:00:00Z'
  const put = async (path: string, ...[id, name, size, more]: Parameters<typeof hold>) =>
    held.set(path, await hold(id, name, size, more))
  await hold(1, 'D6900001_001.nc', 10, claim(1, '6900001', '2019-01-01T00:00:00Z'))
  const core = claim(2, '6900001', update) + profile(2, '6900001', 'core', 0)
  await put(`${folder}/profiles/D6900001_001.nc`, 2, 'D6900001_001.nc', 3_000_000, core)
  const bio = profile(3, '6900001', 'bgc', 0) + profile(3, '6900001', 'bgc', 1)
  const values = variable(30, 'PRES', 'R') + variable(31, 'DOXY', 'D') + variable(31, 'PRES', 'R')
  const bioRows = claim(3, '6900001', update) + bio + values
  await put(`${folder}/profiles/BD6900001_001.nc`, 3, 'BD6900001_001.nc', 10, bioRows)
  const synthetic = profile(4, '6900001', 'synthetic', 0) + variable(40, 'PRES', 'R') + variable(40, 'DOXY', 'A')
  await put(`${folder}/profiles/SD6900001_001.nc`, 4, 'SD6900001_001.nc', 10, claim(4, '6900001', update) + synthetic)
  const metadata = `'{"data_centre": "AO", "wmo_inst_type": "854"}'`
  await put('aoml/1900002/1900002_meta.nc', 5, 'some/folder/1900002_meta.nc', 10, claim(5, '1900002', update, metadata))
  const withdrawn = `${claim(6, '6900001', update)} update datasets set is_active = false where dataset_id = 6;`
  await hold(6, 'R6900001_002.nc', 10, withdrawn)
  await hold(7, 'of-no-gdac.nc', 10, claim(7, '6900001', update))
  gateway = await source.start({ PUBLIC_READ: 'true' })
})
afterAll(async () => {
  await source?.close()
  await copy?.close()
})

const index = async (name: string) => (await fetch(`${gateway.url}/gdac/${name}`)).text()

test('the indexes are those of a GDAC, packed and not', async () => {
  const text = await index('ar_index_global_prof.txt')
  expect(text.replace(/update : \d{14}/, 'update : NOW').replaceAll(gateway.url, 'URL')).toBe(
    `# Title : Profile directory file of the Argo Global Data Assembly Center
# Description : The directory file describes all individual profile files of the argo GDAC ftp site.
# Project : ARGO
# Format version : 2.0
# Date of update : NOW
# FTP root number 1 : URL/gdac/dac
# FTP root number 2 : URL/gdac/dac
# GDAC node : FLOATCHAT
file,date,latitude,longitude,ocean,profiler_type,institution,date_update
coriolis/6900001/profiles/D6900001_001.nc,20200102030405,-12.346,170.500,,846,IF,20210101000000
`,
  )
  const columns =
    'file,date,latitude,longitude,ocean,profiler_type,institution,parameters,parameter_data_mode,date_update'
  const linesOf = async (name: string) => (await index(name)).split('\n').filter((line) => !line.startsWith('#'))
  const row = (name: string, modes: string) =>
    `coriolis/6900001/profiles/${name},20200102030405,-12.346,170.500,,846,IF,PRES DOXY,${modes},20210101000000`
  expect(await linesOf('argo_bio-profile_index.txt')).toEqual([columns, row('BD6900001_001.nc', 'RD'), ''])
  expect(await linesOf('argo_synthetic-profile_index.txt')).toEqual([columns, row('SD6900001_001.nc', 'RA'), ''])
  expect(await linesOf('ar_index_global_meta.txt')).toEqual([
    'file,profiler_type,institution,date_update',
    'aoml/1900002/1900002_meta.nc,854,AO,20210101000000',
    '',
  ])
  const packed = await fetch(`${gateway.url}/gdac/argo_bio-profile_index.txt.gz`)
  expect(packed.headers.get('content-type')).toBe('application/gzip')
  const unpacked = gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()
  expect(unpacked.split('\n').slice(8)).toEqual((await index('argo_bio-profile_index.txt')).split('\n').slice(8))
})

test('a mirror plans exactly the files that are held, and fetches their bytes', async () => {
  const settings = z.object(mirrorSettings).parse({ MIRROR_TRIES: '2' })
  const sites = await openSites([`${gateway.url}/gdac/`], settings)
  const stop = new AbortController()
  const parts = { ...{ database: copy.database, bucket: copy.bucket }, log: createLogger('mirror', 'silent') }
  const request = { sites, only: [], atOnce: 2, graceHours: 0, maxWithdrawShare: 0.3 }
  const planned = await runMirror({ ...parts, signal: stop.signal }, { ...request, dryRun: true })
  expect(planned).toMatchObject({ status: 'succeeded', problems: [], counts: { listed: 4, fresh: 4, doubled: 0 } })
  expect(planned?.sample.map(({ path }) => path)).toEqual([...held.keys()].toSorted())

  // No stage runs here that would end the jobs: it stops once all is taken.
  const taken = new Set<string>()
  await runMirror(
    { ...parts, signal: stop.signal },
    {
      ...request,
      ended({ path, outcome }) {
        expect(outcome).toBe('taken')
        if (taken.add(path).size === held.size) stop.abort()
      },
    },
  )
  expect([...taken].toSorted()).toEqual([...held.keys()].toSorted())
  const rows = await readRows<{ path: string; raw_file_path: string }>(
    copy.database,
    'select path, raw_file_path from mirror_files join datasets using (dataset_id)',
  )
  expect(rows).toHaveLength(held.size)
  for (const row of rows)
    expect((await copy.bucket.get(row.raw_file_path)).equals(held.get(row.path) as Buffer)).toBe(true)
  for (const [path, bytes] of held) {
    const fetched = await sites[0]?.fetch(path, undefined, new AbortController().signal)
    expect(fetched).toMatchObject({ kind: 'bytes', etag: `"${createHash('sha256').update(bytes).digest('hex')}"` })
    expect(fetched?.kind === 'bytes' && fetched.bytes.equals(bytes)).toBe(true)
  }
  const packed = await sites[0]?.open('ar_index_global_prof.txt.gz', new AbortController().signal)
  if (packed === undefined) throw new Error('the index was not served')
  expect(gunzipSync(await buffer(packed)).toString()).toContain('D6900001_001.nc')
})

test('parts of a file, and only what has changed, can be asked for', async () => {
  const path = 'coriolis/6900001/profiles/D6900001_001.nc'
  const bytes = held.get(path) as Buffer
  const ask = (headers: Record<string, string>, method = 'GET') =>
    fetch(`${gateway.url}/gdac/dac/${path}`, { method, headers })
  const head = await ask({}, 'HEAD')
  expect(head.headers.get('content-length')).toBe(`${bytes.length}`)
  const etag = head.headers.get('etag') ?? ''
  expect(Date.parse(head.headers.get('last-modified') ?? '')).toBeGreaterThan(0)
  expect((await ask({ 'if-none-match': etag })).status).toBe(304)
  const part = await ask({ range: 'bytes=1000000-2000000' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 1000000-2000000/${bytes.length}`)
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1_000_000, 2_000_001))).toBe(true)
  expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200)
  const beyond = await ask({ range: `bytes=${bytes.length}-` })
  expect(beyond.status).toBe(416)
  expect(beyond.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
})

test('what asks for its folders is told those of the data centres', async () => {
  const page = await (await fetch(`${gateway.url}/gdac/dac`)).text()
  expect(page).toContain('coriolis/')
})

test('what is not held, or is asked for elsewhere, is not there', async () => {
  for (const path of [
    'dac/coriolis/6900001/profiles/R6900001_002.nc',
    'dac/aoml/6900001/profiles/D6900001_001.nc',
    'dac/coriolis/6900001/D6900001_001.nc',
    'dac/coriolis/6900001/of-no-gdac.nc',
    'ar_index_global_traj.txt',
    'constructor',
  ])
    expect((await fetch(`${gateway.url}/gdac/${path}`)).status, path).toBe(404)
})
