import { readRows } from '@floatchat/db/test/support/readRows'
import { type ReadFile, readClassicFile } from '@floatchat/netcdf/test/support/readClassicFile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeLevelsNetcdf } from '../src/reading/netcdf/writeNetcdf.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

let installation: Installation
let gateway: RunningGateway

/**
 * A float with three core profiles of 2, 5 and 3 levels, the last of them in real time, and a synthetic one of two
 * levels beside the first. Values differ by profile and level; of the second profile the third level is bad.
 */
const cycles = `
  insert into floats (float_id, platform_number) values (1, '6900001');
  create temporary table cycle (id int, c int, kind text, levels int, mode text);
  insert into cycle values (11, 1, 'core', 2, 'D'), (12, 2, 'core', 5, 'D'), (13, 3, 'core', 3, 'R'), (14, 1, 'synthetic', 2, 'D');
  insert into profile_variables (profile_id, parameter, data_mode, units, raw, qc, adjusted, adjusted_qc, adjusted_error)
    select id, v, mode, 'unit of ' || v,
      (select array_agg((id + l * 10 + length(v)) / 8.0 order by l) from generate_series(0, levels - 1) l),
      repeat('1', levels),
      case when mode = 'D' then (select array_agg((id + l * 10 + length(v)) / 4.0 order by l) from generate_series(0, levels - 1) l) end,
      case when mode = 'D' then repeat('1', levels) end,
      case when mode = 'D' then (select array_agg(0.5 + l order by l) from generate_series(0, levels - 1) l) end
    from cycle, unnest(case kind when 'core' then '{PRES,TEMP,PSAL}' else '{PRES,TEMP,PSAL,DOXY}' end::text[]) v;
  insert into measurements (profile_id, level, pressure, temperature, salinity, dissolved_oxygen, pres_qc, temp_qc, psal_qc, doxy_qc)
    select id, l, l * 10, 20.25 - l, 35.5, case when kind = 'synthetic' then 200 + l end, 1,
      case when id = 12 and l = 2 then 4 else 1 end, 1, case when kind = 'synthetic' then 1 end
    from cycle, generate_series(0, levels - 1) l;
  insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
      juld_raw, "timestamp", juld_qc, latitude, longitude, position_qc, geom, data_mode, level_count, content_sha256,
      verdict_sha256, run_id, pi_name, vertical_sampling_scheme)
    select id, 1, '6900001', c, 'A', kind, 0, 25567.25 + c, timestamptz '2020-01-01T06:00Z' + c * interval '1 day', 1, 1.5, c, 1,
      st_makepoint(c, 1.5)::geography, mode, levels, '', '', gen_random_uuid(), 'Zoë', repeat('Primary sampling ', c)
    from cycle;`

beforeAll(async () => {
  installation = await openInstallation('gateway-netcdf')
  gateway = await installation.start()
  await readRows(installation.database, `begin; ${cycles} commit`)
})
afterAll(() => installation?.close())

async function ask(path: string): Promise<ReadFile> {
  const answer = await gateway.fetch(`${path}&format=nc`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-netcdf')
  return readClassicFile(Buffer.from(await answer.arrayBuffer()))
}
async function rowsOf(path: string, name: string) {
  const answer = (await (await gateway.fetch(path)).json()) as Record<string, Record<string, number | string | null>[]>
  return answer[name] ?? []
}
/** The numbers of a variable profile by profile, null for its fill value. */
function grid(file: ReadFile, name: string): (number | null)[][] {
  const { shape = [], values = [], fill } = file.variables[name] ?? {}
  const [count = 0, width = 1] = shape
  const numbers = Array.from(values as number[], (value) => (value === fill ? null : value))
  return Array.from({ length: count }, (_, index) => numbers.slice(index * width, (index + 1) * width))
}
function texts(file: ReadFile, name: string): string[] {
  const { shape = [], values = '' } = file.variables[name] ?? {}
  const width = shape[1] ?? 1
  return Array.from({ length: shape[0] ?? 0 }, (_, index) =>
    Buffer.from(String(values).slice(index * width, (index + 1) * width), 'latin1').toString('utf8'),
  )
}

const columns = { pressure: 'PRES', temperature: 'TEMP', salinity: 'PSAL', dissolved_oxygen: 'DOXY' }

test.each([
  'platform=6900001',
  'platform=6900001&mode=research',
  'platform=6900001&pressure=10,20',
  'platform=6900001&parameters=DOXY',
])('%s has the values of the other formats', async (query) => {
  const rows = await rowsOf(`/api/v1/levels?${query}`, 'levels')
  expect(rows.length).toBeGreaterThan(1)
  const file = await ask(`/api/v1/levels?${query}`)
  const ids = grid(file, 'PROFILE_ID').flat()
  expect(new Set(ids)).toEqual(new Set(rows.map(({ profile_id }) => profile_id)))
  for (const [column, name] of Object.entries(columns)) {
    const expected = rows.filter((row) => typeof row[column] === 'number')
    const values = file.variables[name] === undefined ? [] : grid(file, name)
    expect(values.flat().filter((value) => value !== null)).toHaveLength(expected.length)
    for (const row of expected)
      expect(values[ids.indexOf(Number(row.profile_id))]?.[Number(row.level)]).toBe(row[column])
  }
})

test('the user modes have best values with flags and errors', async () => {
  const file = await ask('/api/v1/levels?platform=6900001')
  expect(file.dimensions).toMatchObject({ N_PROF: 4, N_LEVELS: 5 })
  expect(texts(file, 'PLATFORM_NUMBER')).toEqual(['6900001', '6900001', '6900001', '6900001'])
  expect(texts(file, 'PI_NAME')).toEqual(['Zoë', 'Zoë', 'Zoë', 'Zoë'])
  expect(texts(file, 'VERTICAL_SAMPLING_SCHEME').map((text) => text.trim().length)).toEqual([16, 16, 33, 50])
  expect(texts(file, 'SOURCE_KIND').map((text) => text.trim())).toEqual(['core', 'synthetic', 'core', 'core'])
  expect(grid(file, 'JULD').flat()).toEqual([25568.25, 25568.25, 25569.25, 25570.25])
  expect(file.variables.TEMP_QC?.values).toBe('11   ' + '     ' + '11 11' + '111  ')
  expect(grid(file, 'TEMP_ERROR')[2]).toEqual([0.5, 1.5, null, 3.5, 4.5])
  expect(grid(file, 'TEMP_ERROR')[3]).toEqual([null, null, null, null, null])
  // Beside a core profile it counts once, and is there all the same.
  expect(grid(file, 'CTD_TEMP')[1]).toEqual([20.25, 19.25, null, null, null])
  expect(texts(file, 'DIRECTION').join('') + texts(file, 'DATA_MODE').join('')).toBe('AAAADDDR')
  expect(file.variables.STATION_PARAMETERS?.shape).toEqual([4, 4, 64])
})

test('expert has what was delivered, level by level', async () => {
  const file = await ask('/api/v1/levels?platform=6900001&mode=expert')
  const rows = await rowsOf('/api/v1/levels?platform=6900001&mode=expert', 'levels')
  const ids = grid(file, 'PROFILE_ID').flat()
  let count = 0
  for (const row of rows) {
    const profile = ids.indexOf(Number(row.profile_id))
    const at = (suffix: string) => grid(file, `${row.parameter}${suffix}`)[profile]?.[Number(row.level)]
    const flagAt = (suffix: string) =>
      String(file.variables[`${row.parameter}${suffix}`]?.values)[profile * 5 + Number(row.level)]
    expect([at(''), at('_ADJUSTED'), at('_ADJUSTED_ERROR')]).toEqual([row.value, row.adjusted, row.adjusted_error])
    expect([flagAt('_QC'), flagAt('_ADJUSTED_QC')]).toEqual([String(row.qc), row.adjusted_qc === null ? ' ' : '1'])
    count += 1
  }
  expect(count).toBe(3 * (2 + 5 + 3) + 4 * 2)
  const near = await ask('/api/v1/levels?platform=6900001&mode=expert&pressure=10,10&parameters=TEMP')
  expect(near.dimensions).toMatchObject({ N_PROF: 4, N_LEVELS: 2, N_PARAM: 1 })
  expect(grid(near, 'TEMP').map(([first]) => first)).toEqual([null, null, null, null])
  expect(grid(near, 'TEMP').every(([, second]) => second !== null)).toBe(true)
})

test('doubles that float32 does not hold are sent as they were delivered', async () => {
  await readRows(
    installation.database,
    `insert into profile_variables (profile_id, parameter, data_mode, raw, raw_double, qc)
     values (13, 'MTIME', 'R', '{2.2e9,0.1,null}', '{2200000001,0.1,null}', '11 ')`,
  )
  const query = '/api/v1/levels?platform=6900001&cycle=3&mode=expert&parameters=MTIME'
  expect((await rowsOf(query, 'levels')).map(({ value }) => value)).toEqual([2_200_000_001, 0.1])
  expect(grid(await ask(query), 'MTIME')).toEqual([[2_200_000_001, 0.1, null]])
  await readRows(installation.database, `delete from profile_variables where parameter = 'MTIME'`)
})

test('cycles are a file without levels', async () => {
  const rows = await rowsOf('/api/v1/profiles?platform=6900001', 'profiles')
  const file = await ask('/api/v1/profiles?platform=6900001')
  expect(file.dimensions.N_LEVELS).toBeUndefined()
  for (const [name, column] of [
    ['CYCLE_NUMBER', 'cycle_number'],
    ['LATITUDE', 'latitude'],
    ['LEVEL_COUNT', 'level_count'],
    ['PROFILE_COUNT', 'profile_count'],
    ['SYNTHETIC_PROFILE_ID', 'synthetic_profile_id'],
  ] as const)
    expect(grid(file, name).flat()).toEqual(rows.map((row) => row[column]))
  const { STATION_PARAMETERS: names, PARAMETER_DATA_MODE: modes } = file.variables
  expect(String(names?.values).trim().split(/ +/).slice(0, 4)).toEqual(['DOXY', 'PRES', 'PSAL', 'TEMP'])
  expect(modes?.values).toBe('DDDD' + 'DDD ' + 'RRR ')
})

test('an empty set is a file without profiles', async () => {
  expect((await ask('/api/v1/levels?platform=1')).dimensions).toMatchObject({ N_PROF: 0 })
  expect((await ask('/api/v1/profiles?platform=1')).dimensions).toMatchObject({ N_PROF: 0 })
})

test('has the ETag of its set, and is broken off where a profile is replaced meanwhile', async () => {
  const first = await gateway.fetch('/api/v1/levels?platform=6900001&format=nc', { method: 'HEAD' })
  const etag = first.headers.get('etag') ?? ''
  const again = await gateway.fetch('/api/v1/levels?platform=6900001&format=nc', { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
  const choice = { mode: 'standard', parameters: undefined, pressure: undefined } as const
  const parts = writeLevelsNetcdf(installation.database, [11, 12, 13], choice, (ids) => ids.map((id) => [id]))
  expect((await parts.next()).done).toBe(false)
  expect((await parts.next()).done).toBe(false)
  await readRows(installation.database, 'delete from profiles where profile_id = 13')
  expect((await parts.next()).done).toBe(false)
  await expect(parts.next()).rejects.toThrow('A profile was replaced by a newer version while it was sent: ask again.')
})
