import { readRows } from '@floatchat/db/test/support/readRows'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { problem } from './support/problem.ts'

let installation: Installation
let gateway: RunningGateway

/** 30 cycles of two floats, five levels each, along the equator across the antimeridian; one in three in real time. */
const cycles = `
  insert into floats (float_id, platform_number) values (1, '6900001'), (2, '6900002');
  create temporary table cycle as
    select 1000 * f + c as id, f, c, 170 + c + case when 170 + c > 180 then -360 else 0 end as lon
    from generate_series(1, 2) f, generate_series(1, 15) c;
  insert into profile_variables (profile_id, parameter, data_mode, units, raw, qc, adjusted, adjusted_qc, adjusted_error)
    select id, v, case when c % 3 = 0 then 'R' else 'D' end, 'unit', '{1,2,3,4,5}', '11111',
      case when c % 3 > 0 then '{1.5,2.5,3.5,4.5,5.5}'::real[] end, case when c % 3 > 0 then '11114' end,
      case when c % 3 > 0 then '{2,2,2,2,2}'::real[] end
    from cycle, unnest('{PRES,TEMP,PSAL}'::text[]) v;
  insert into measurements (profile_id, level, pressure, temperature, salinity, pres_qc, temp_qc, psal_qc)
    select id, l, l * 10, 20.25 - l, 35, 1, case when l = 4 then 4 else 1 end, 1 from cycle, generate_series(0, 4) l;
  insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
      "timestamp", juld_qc, latitude, longitude, position_qc, geom, data_mode, level_count, content_sha256,
      verdict_sha256, run_id)
    select id, f, '690000' || f, c, 'A', 'core', 0, timestamptz '2020-01-01T12:00Z' + c * interval '1 day', 1, f - 1, lon, 1,
      st_makepoint(lon, f - 1)::geography, case when c % 3 = 0 then 'R' else 'D' end, 5, '', '', gen_random_uuid()
    from cycle;`

beforeAll(async () => {
  installation = await openInstallation('gateway-reading')
  gateway = await installation.start()
  // In one transaction, as levels may not come before their profile.
  await readRows(installation.database, `begin; ${cycles} commit`)
})
afterAll(() => installation?.close())

const json = async (path: string) =>
  (await gateway.fetch(path)).json() as Promise<Record<string, Record<string, unknown>[]>>
const levels = async (query: string) => (await json(`/api/v1/levels?${query}`)).levels ?? []
const profiles = async (query: string) => (await json(`/api/v1/profiles?${query}`)).profiles ?? []

describe('profiles', () => {
  test.each([
    ['', 30],
    ['platform=6900001', 15],
    ['platform=6900001,6900002&cycle=1,4-6', 8],
    ['direction=D', 0],
    ['bbox=-180,-90,180,90', 30],
    ['bbox=175,-1,180,0.5', 6],
    ['bbox=175,-1,-178,0.5', 8],
    ['bbox=-180,-1,-178,0.5', 2],
    ['polygon=172.5 -1,174.5 -1,174.5 2,172.5 2', 4],
    ['polygon=179.5 -1,-178.5 -1,-178.5 2,179.5 2', 4],
    ['time=2020-01-02', 2],
    ['time=2020-01-02/2020-01-04', 6],
    ['time=2020-01-02T12:00:00Z/2020-01-03T12:00:00Z', 4],
    ['time=2020-01-02T12:00:00Z/2020-01-03T11:59:59Z', 2],
    ['time=../2020-01-03', 4],
    ['time=2020-01-14/..', 6],
  ])('%s is %i cycles', async (query, count) => {
    expect(await profiles(query)).toHaveLength(count)
  })

  test('has a row for each cycle, by float and number', async () => {
    const rows = await profiles('cycle=1-2')
    expect(rows.map(({ platform_number, cycle_number }) => [platform_number, cycle_number])).toEqual([
      ...[
        ['6900001', 1],
        ['6900001', 2],
        ['6900002', 1],
        ['6900002', 2],
      ],
    ])
    expect(rows[0]).toMatchObject({
      ...{ timestamp: '2020-01-02T12:00:00Z', latitude: 0, longitude: 171, data_mode: 'D', level_count: 5 },
      parameter_modes: { PRES: 'D', TEMP: 'D', PSAL: 'D' },
    })
  })
})

describe('levels', () => {
  test('are those of the user mode', async () => {
    expect(await levels('platform=6900001')).toHaveLength(15 * 4)
    expect(await levels('platform=6900001&mode=research')).toHaveLength(10 * 4)
    expect(await levels('platform=6900001&mode=expert')).toHaveLength(15 * 5 * 3)
  })

  test('are in order, with the values of the database', async () => {
    const rows = await levels('platform=6900002&cycle=15&parameters=TEMP')
    expect(rows.map(({ level, pressure, temperature }) => [level, pressure, temperature])).toEqual([
      ...[
        [0, 0, 20.25],
        [1, 10, 19.25],
        [2, 20, 18.25],
        [3, 30, 17.25],
      ],
    ])
    expect(Object.keys(rows[0] ?? {})).not.toContain('salinity')
  })

  test('can be chosen by pressure, in expert too', async () => {
    expect(await levels('platform=6900001&pressure=10,20')).toHaveLength(15 * 2)
    expect(await levels('platform=6900001&pressure=10,20&mode=expert&parameters=temp')).toHaveLength(15 * 2)
  })

  test('are the same in every format', async () => {
    const query = 'cycle=1-7&parameters=TEMP,PSAL'
    const rows = await levels(query)
    expect(rows).toHaveLength(2 * 7 * 4)
    const text = async (format: string) => (await gateway.fetch(`/api/v1/levels?${query}&format=${format}`)).text()
    const lines = (await text('ndjson')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows)

    const [names = '', ...records] = (await text('csv')).trimEnd().split('\r\n')
    expect(names.split(',')).toEqual(Object.keys(rows[0] ?? {}))
    expect(records.map((line) => line.split(','))).toEqual(
      rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value)))),
    )

    const bytes = await (await gateway.fetch(`/api/v1/levels?${query}&format=parquet`)).arrayBuffer()
    const objects = await parquetReadObjects({ file: bytes })
    expect(objects.map(plain)).toEqual(rows)
  })

  test('an empty set is empty in every format', async () => {
    expect(await levels('platform=1')).toEqual([])
    const answer = async (format: string) => gateway.fetch(`/api/v1/levels?platform=1&format=${format}`)
    expect(await (await answer('ndjson')).text()).toBe('')
    expect((await (await answer('csv')).text()).trimEnd().split('\r\n')).toHaveLength(1)
    expect(await parquetReadObjects({ file: await (await answer('parquet')).arrayBuffer() })).toEqual([])
  })

  test('have an ETag that changes with the set', async () => {
    const first = await gateway.fetch('/api/v1/levels?platform=6900001')
    const etag = first.headers.get('etag') ?? ''
    await first.text()
    const again = await gateway.fetch('/api/v1/levels?platform=6900001', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await readRows(installation.database, 'delete from profiles where profile_id = 1015')
    const changed = await gateway.fetch('/api/v1/levels?platform=6900001', { headers: { 'if-none-match': etag } })
    expect(changed.status).toBe(200)
    await changed.text()
  })
})

/** A date as JSON has it. */
const plain = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : value,
    ]),
  )

describe('floats', () => {
  test('tell where they are and what they measure', async () => {
    const { floats = [] } = await json('/api/v1/floats')
    expect(floats.map(({ platform_number }) => platform_number)).toEqual(['6900001', '6900002'])
    const float = await (await gateway.fetch('/api/v1/floats/6900002')).json()
    expect(float).toMatchObject({ cycle_count: 15, first_cycle: 1, parameters: ['PRES', 'PSAL', 'TEMP'] })
    expect((await json('/api/v1/floats?bbox=0,0.5,180,2')).floats).toHaveLength(1)
    await problem(await gateway.fetch('/api/v1/floats/1'), 404)
  })

  test('come in parts, and so do cycles', async () => {
    const numbers = async (query: string) =>
      (await json(`/api/v1/floats?${query}`)).floats?.map(({ platform_number }) => platform_number)
    expect(await numbers('limit=1')).toEqual(['6900001'])
    expect(await numbers('limit=1&offset=1')).toEqual(['6900002'])
    expect(await numbers('offset=2')).toEqual([])
    const all = await profiles('platform=6900002')
    expect(await profiles('platform=6900002&limit=4&offset=3')).toEqual(all.slice(3, 7))
    await problem(await gateway.fetch('/api/v1/floats?limit=all'), 400)
  })

  test('are not all of them where the name of a filter is misspelled', async () => {
    const answer = await gateway.fetch('/api/v1/floats?platfrom=6900001')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      detail: expect.stringMatching(/no parameter platfrom .*platform, bbox/),
    })
  })
})

test.each([
  'bbox=1,2,3',
  'bbox=0,10,10,0',
  'bbox=0,0,181,10',
  'polygon=1 2,3 4',
  'polygon=1 2,3 4,5 96',
  'time=yesterday',
  'time=2020-13-01',
  'time=2020-01-01/2020-01-02/2020-01-03',
  'cycle=a',
  'direction=U',
  'mode=best',
  'format=xlsx',
  'pressure=5',
  'parameters=CDOM',
  "platform=' or 1=1",
  'platfrom=6900001',
])('%s is refused with a sentence', async (query) => {
  await problem(await gateway.fetch(`/api/v1/levels?${query}`), 400)
})

test('the dictionary names unit, Argo name, vocabulary and what missing means', async () => {
  const { views = [] } = await json('/api/v1/dictionary')
  const view = views.find(({ name }) => name === 'argo.levels') as { columns?: { name: string }[] } | undefined
  expect(view?.columns?.find(({ name }) => name === 'pressure')).toMatchObject({
    ...{
      type: 'real',
      unit: 'decibar',
      argo_name: 'PRES',
      nvs: 'http://vocab.nerc.ac.uk/collection/R03/current/PRES/',
    },
    missing: expect.stringContaining('fill value') as string,
  })
  const text = await (await gateway.fetch('/llms.txt')).text()
  expect(text).toContain('## argo.standard')
})
