import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-float')
  gateway = await installation.start()
  await readRows(installation.database, rows)
})
afterAll(() => installation?.close())

/**
 * Float 1900001: cycle 1 of real-time file 1, replaced by delayed-mode file 2, which came as a member of zip 3; cycle 2 of
 * file 4, whose bytes are also dataset 5. Four levels each, of which one is below the surface pressure and one is a spike.
 */
const rows = `
insert into datasets (dataset_id, parent_dataset_id, name, source_filename, raw_file_sha256, profile_count)
overriding system value values
  (1, null, 'survey', 'R1900001_001.nc', repeat('1', 64), 1), (3, null, 'zip', 'all.zip', repeat('3', 64), 1),
  (2, 3, 'member', 'D1900001_001.nc', repeat('2', 64), 1), (4, null, 'survey', 'R1900001_002.nc', repeat('4', 64), 1),
  (5, null, 'again', 'copy.nc', repeat('4', 64), 1);
insert into floats (float_id, platform_number, metadata, described_by) values
  (1, '1900001', '{"sensors": ["CTD_TEMP"]}', 'meta'), (2, '2900001', null, null);
insert into profile_variables (profile_id, parameter, data_mode, raw)
select id, name, 'R', '{1,2,3,4}' from generate_series(11, 12) as id, unnest(array['PRES', 'TEMP']) as name;
insert into measurements (profile_id, level, pressure, temperature, outlier_tests, is_outlier)
select id, level, level, level, (array[1, 0, 513, 0])[level + 1], level in (0, 2)
from generate_series(11, 12) as id, generate_series(0, 3) as level;
insert into profiles (profile_id, float_id, platform_number, cycle_number, direction, source_kind, profile_index,
  data_mode, level_count, content_sha256, verdict_sha256, run_id, dataset_id)
values (11, 1, '1900001', 1, 'A', 'core', 0, 'D', 4, '', '', gen_random_uuid(), 2),
  (12, 1, '1900001', 2, 'A', 'core', 0, 'R', 4, '', '', gen_random_uuid(), 4);
insert into profile_versions
select dataset, 0, gen_random_uuid(), '1900001', cycle, 'A', 'core', 0, mode, '2024-01-01', 4, 8, 8, '', '', shown
from (values (1, 1, 'R', false), (2, 1, 'D', true), (4, 2, 'R', true)) as version (dataset, cycle, mode, shown);`

const read = async (path: string) => (await (await gateway.fetch(`/api/v1${path}`)).json()) as Record<string, unknown>

test('every version of a cycle, what is shown first, with the file that holds it', async () => {
  expect(await read('/floats/1900001/versions')).toMatchObject({
    total: 3,
    versions: [
      { cycle_number: 1, data_mode: 'D', shown: true, dataset_id: 2, filename: 'D1900001_001.nc' },
      { cycle_number: 1, data_mode: 'R', shown: false, dataset_id: 1, filename: 'R1900001_001.nc' },
      { cycle_number: 2, shown: true, dataset_id: 4 },
    ],
  })
  expect(await read('/floats/1900001/versions?limit=1&offset=2')).toMatchObject({ versions: [{ cycle_number: 2 }] })
})

test('what the meta-data file says, and flags by test: out of bounds alone is told from the others', async () => {
  expect(await read('/floats/1900001/description')).toEqual({
    ...{ metadata: { sensors: ['CTD_TEMP'] }, described_by: 'meta', described_date_update: null },
    ...{ level_count: 8, outlier_count: 4, out_of_bounds_count: 2 },
    tests: [
      { test_bit: 0, levels: 4 },
      { test_bit: 9, levels: 2 },
    ],
  })
  expect(await read('/floats/2900001/description')).toMatchObject({ metadata: null, level_count: 0, tests: [] })
  expect((await gateway.fetch('/api/v1/floats/3900001/description')).status).toBe(404)
})

test('where the profiles of a dataset are shown from, the same bytes, and its floats', async () => {
  expect(await read('/datasets/1/relations')).toEqual({
    same_bytes: [],
    shown_from: [{ dataset_id: 2, filename: 'D1900001_001.nc', profiles: 1, same_bytes: false }],
    floats: ['1900001'],
  })
  // The versions stand with the other of the two.
  expect(await read('/datasets/5/relations')).toEqual({
    same_bytes: [{ dataset_id: 4, filename: 'R1900001_002.nc' }],
    shown_from: [{ dataset_id: 4, filename: 'R1900001_002.nc', profiles: 1, same_bytes: true }],
    floats: ['1900001'],
  })
  expect(await read('/datasets/3/relations')).toEqual({ same_bytes: [], shown_from: [], floats: ['1900001'] })
  expect((await gateway.fetch('/api/v1/datasets/99/relations')).status).toBe(404)
})

test('profiles of a float, of some datasets, and of all with a name', async () => {
  const ids = async (query: string) => {
    const { profiles, total } = (await read(`/datasets/profiles?${query}`)) as {
      profiles: { profile_id: number; outlier_count: number; out_of_bounds_count: number }[]
      total: number
    }
    expect(profiles.every((one) => one.outlier_count === 2 && one.out_of_bounds_count === 1)).toBe(true)
    return [profiles.map(({ profile_id }) => profile_id), total]
  }
  expect(await ids('platform=1900001')).toEqual([[11, 12], 2])
  expect(await ids('platform=1900001&limit=1&offset=1')).toEqual([[12], 2])
  expect(await ids('datasets=3,4')).toEqual([[11, 12], 2])
  expect(await ids('name=survey')).toEqual([[12], 1])
  const lines = await (await gateway.fetch('/api/v1/datasets/profiles/contents?platform=1900001&profile_ids=12')).text()
  expect(JSON.parse(lines)).toMatchObject({
    profile_id: 12,
    parameters: [{ parameter: 'PRES' }, { parameter: 'TEMP' }],
  })
  for (const query of ['', 'platform=1900001&name=survey', 'datasets=x'])
    expect((await gateway.fetch(`/api/v1/datasets/profiles?${query}`)).status).toBe(400)
})
