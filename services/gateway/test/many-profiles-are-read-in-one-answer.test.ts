import { readFileSync } from 'node:fs'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { profileContentsJson, profileLineJson } from '../src/datasets/datasetJson.ts'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

const base = '/api/v1/datasets'
let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-many')
  gateway = await installation.spawn()
  await readRows(installation.database, rows)
})
afterAll(() => installation?.close())

/**
 * Dataset 1: a zip with member 2, of three profiles of two floats, with every kind of value. Dataset 3: 300 core
 * profiles of 1,000 levels.
 */
const rows = `
insert into datasets (dataset_id, parent_dataset_id, name) overriding system value
values (1, null, 'zip'), (2, 1, 'member'), (3, null, 'large');
insert into floats (platform_number) values ('1900001'), ('2900001'), ('3900001');
insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
  "timestamp", latitude, longitude, data_mode, vertical_sampling_scheme, level_count, content_sha256, verdict_sha256,
  run_id, dataset_id)
select profile_id, float_id, platform_number, cycle, 'A', 'core', 0, '2024-05-06T01:02:03Z', 1.5, -2.25, 'D',
  'Primary "sampling" NaN', levels, repeat('a', 64), repeat('b', 64), gen_random_uuid(), dataset
from floats, lateral (
  select 11 as profile_id, 2 as cycle, 3 as levels, 2 as dataset where platform_number = '1900001'
  union all select 12, 1, 2, 2 where platform_number = '1900001'
  union all select 13, 1, 0, 2 where platform_number = '2900001'
  union all select 1000 + n, n, 1000, 3 from generate_series(1, 300) as n where platform_number = '3900001'
) as profile;
insert into profile_variables values
  (11, 'PRES', 'D', 'decibar', '{5,10.5,NaN}', '119', '{5.1,Infinity,-Infinity}', '11 ', '{0.01,NULL,1e-10}', null),
  (11, 'TEMP', 'A', null, null, null, '{-1.5,1e+20,3.4028235e+38}', '111', null, '{0,512,2147483647}'),
  (12, 'PRES', 'R', 'NaN', '{1,2}', '11', null, null, null, null);
insert into profile_variables (profile_id, parameter, data_mode, raw, raw_double) values
  (11, 'RAW_PAR', 'R', '{2.2e+09,NULL,0.1}', '{2200000001,NULL,0.1}');
insert into measurements (profile_id, level, pressure, temperature, salinity, pres_qc, outlier_tests) values
  (11, 2, 'NaN', 3.4028235e+38, 'NaN', null, 2147483647), (11, 0, 5.1, -1.5, 'NaN', 1, 0),
  (11, 1, 'Infinity', 1e+20, null, 1, 512), (12, 0, 1, null, null, 1, 0), (12, 1, 2, null, null, 4, 0);
insert into profile_variables
select 1000 + n, name, 'D', 'unit', series, repeat('1', 1000), series, repeat('1', 1000), series, null
from generate_series(1, 300) as n, unnest(array['PRES', 'TEMP', 'PSAL']) as name,
  lateral (select array_agg((level * 1.37 + n)::real) as series from generate_series(1, 1000) as level) as made;
insert into measurements (profile_id, level, pressure, temperature, salinity)
select 1000 + n, level, level, n, 35 from generate_series(1, 300) as n, generate_series(0, 999) as level;
analyze;`

type Line = { profile_id: number; [more: string]: unknown }
const linesOf = (text: string): Line[] => {
  expect(text === '' || text.endsWith('\n')).toBe(true)
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => profileLineJson.parse(JSON.parse(line)) as Line)
}
async function read(query: string, dataset = 1): Promise<Line[]> {
  const response = await gateway.fetch(`${base}/${dataset}/profiles/contents${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  return linesOf(await response.text())
}
const idsOf = (lines: readonly Line[]) => lines.map(({ profile_id }) => profile_id)

test('a profile is the same in both answers, and what JSON has no number for is null', async () => {
  const lines = await read('')
  expect(idsOf(lines)).toEqual([12, 11, 13])
  for (const line of lines) {
    const alone = await (await gateway.fetch(`${base}/profiles/${line.profile_id}`)).json()
    expect(profileContentsJson.parse(alone)).toEqual(line)
  }
  expect(lines[1]).toMatchObject({
    platform_number: '1900001',
    timestamp: '2024-05-06T01:02:03.000Z',
    longitude: -2.25,
    vertical_sampling_scheme: 'Primary "sampling" NaN',
    measurements: {
      level: [0, 1, 2],
      pressure: [5.1, null, null],
      temperature: [-1.5, 1e20, 3.4028235e38],
      pres_qc: [1, 1, null],
      outlier_tests: [0, 512, 2147483647],
    },
    parameters: [
      {
        parameter: 'PRES',
        raw: [5, 10.5, null],
        qc: '119',
        adjusted: [5.1, null, null],
        adjusted_error: [0.01, null, 1e-10],
        is_double: false,
      },
      { parameter: 'RAW_PAR', raw: [2200000001, null, 0.1], adjusted: null, is_double: true },
      {
        parameter: 'TEMP',
        units: null,
        raw: null,
        adjusted: [-1.5, 1e20, 3.4028235e38],
        failed_tests: [0, 512, 2147483647],
      },
    ],
  })
  expect(lines[1]?.measurements).not.toHaveProperty('salinity')
  expect(lines[0]).toMatchObject({ parameters: [{ units: 'NaN', failed_tests: null }] })
  expect(lines[2]).toMatchObject({ profile_id: 13, measurements: {}, parameters: [] })
})

test('the proposed flags are the worst of the cleaner, the mission and the other cycles', async () => {
  await readRows(
    installation.database,
    `update profile_variables set proposed_qc = '142' where profile_id = 11 and parameter = 'TEMP';
    insert into mission_verdicts (profile_id, parameter, failed_tests, proposed_qc) values (12, 'PRES', '{0,524288}', '13')`,
  )
  const proposed = async () =>
    (await read('')).flatMap((line) =>
      (line.parameters as { parameter: string; proposed_qc: string | null }[]).map(
        (one) => `${line.profile_id} ${one.parameter} ${one.proposed_qc}`,
      ),
    )
  expect(await proposed()).toEqual(['12 PRES 13', '11 PRES null', '11 RAW_PAR null', '11 TEMP 142'])
  const drifted = `insert into neighbour_verdicts (profile_id, failed_tests, temperature_tests, salinity_tests, reasons)
    values (11, 65536, 65536, 0, '[]')`
  await readRows(installation.database, drifted)
  expect(await proposed()).toEqual(['12 PRES 13', '11 PRES null', '11 RAW_PAR null', '11 TEMP 343'])
})

test('only what is asked for is read', async () => {
  expect(idsOf(await read('', 2))).toEqual([12, 11, 13])
  expect(idsOf(await read('?platform_number=2900001'))).toEqual([13])
  expect(idsOf(await read('?limit=1&offset=1'))).toEqual([11])
  expect(idsOf(await read('?profile_ids=11,1001,99999999999,12'))).toEqual([11, 12])
  expect(idsOf(await read('?profile_ids=13,11,12&offset=1'))).toEqual([11, 12])
  expect(await read('?platform_number=none%00')).toEqual([])
  const [line] = await read('?profile_ids=11&include=parameters&parameters=temp,DOXY')
  expect(line).not.toHaveProperty('measurements')
  expect(line?.parameters).toEqual([expect.objectContaining({ parameter: 'TEMP' })])
  const [columns] = await read('?profile_ids=11&include=measurements')
  expect(columns).not.toHaveProperty('parameters')
  expect(columns).toHaveProperty('measurements.level', [0, 1, 2])
})

test('400 for what cannot be used, 404 for an unknown dataset, 401 without a token, no body for HEAD', async () => {
  const status = async (path: string, init?: RequestInit) => (await gateway.fetch(base + path, init)).status
  const many = Array.from({ length: 1001 }, (_, index) => index).join(',')
  for (const query of ['include=levels', 'profile_ids=a', `profile_ids=${many}`, 'profile_ids=1,', 'limit=x'])
    expect(await status(`/1/profiles/contents?${query}`)).toBe(400)
  expect(await status('/x/profiles/contents')).toBe(400)
  expect(await status('/999/profiles/contents')).toBe(404)
  expect(await status('/1/profiles/contents', { headers: { authorization: '' } })).toBe(401)
  const head = await gateway.fetch(`${base}/3/profiles/contents`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('a large dataset comes whole, in the order of the list', async () => {
  const started = performance.now()
  const text = await (await gateway.fetch(`${base}/3/profiles/contents?include=parameters`)).text()
  const seconds = ((performance.now() - started) / 1000).toFixed(2)
  console.log(`300 × 1,000 levels of three parameters, ${(text.length / 1e6).toFixed(0)} MB, in ${seconds} s.`)
  const lines = linesOf(text)
  expect(idsOf(lines)).toEqual(Array.from({ length: 300 }, (_, index) => 1001 + index))
  const lengths = lines.map(({ parameters }) => (parameters as { raw: number[] }[]).map(({ raw }) => raw.length))
  expect(new Set(lengths.flat())).toEqual(new Set([1000]))
})

test('eight who do not read on take little memory, the next is told to wait, and room is made when they leave', async () => {
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))?.[1]) / 1024
  const before = resident()
  const leave = new AbortController()
  const address = `${base}/3/profiles/contents`
  const held = Array.from({ length: 8 }, () => gateway.fetch(address, { signal: leave.signal }))
  try {
    for (const answer of held) expect((await answer).status).toBe(200)
    await new Promise((passed) => setTimeout(passed, 1_000))
    const peak = resident()
    console.log(`Eight answers of 300 × 1,000 levels under way: ${peak.toFixed(0)} MiB, ${before.toFixed(0)} before.`)
    // Their answers come to 500 MB and more.
    expect(peak).toBeLessThan(320)
    const refused = await gateway.fetch(address)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
  } finally {
    leave.abort()
    await Promise.allSettled(held.map(async (answer) => (await answer).text()))
  }
  await eventually('room for another', async () => (await gateway.fetch(`${address}?limit=1`)).status === 200)
})

test('an answer that cannot be brought to its end is broken off, and no client takes it for whole', async () => {
  const response = await gateway.fetch(`${base}/3/profiles/contents`)
  await readRows(installation.database, 'alter table profile_variables rename to away')
  try {
    await expect(response.text()).rejects.toThrow()
    // While nothing of an answer has gone out, it is a problem like others.
    expect((await gateway.fetch(`${base}/3/profiles/contents`)).status).toBe(503)
  } finally {
    await readRows(installation.database, 'alter table away rename to profile_variables')
  }
  await eventually('its line in the log', async () =>
    gateway.log.some((line) => line.includes('an answer was broken off')),
  )
  expect(idsOf(await read('?limit=1', 3))).toEqual([1001])
})
