import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'

const base = '/api/v1/datasets'
const all = 40_000
let installation: Installation
let gateway: RunningGateway
beforeAll(async () => {
  installation = await openInstallation('gateway-lists')
  gateway = await installation.start()
  await readRows(installation.database, rows)
}, 120_000)
afterAll(() => installation?.close())

/**
 * 40,000 jobs, a minute apart, each with its dataset. One in ten has failed: of these every other by the file, the
 * others by an outage. One in a hundred waits.
 */
const rows = `
insert into datasets (dataset_id, name, source_filename, ingestion_date, profile_count, outlier_count, measurement_count,
  test_counts)
overriding system value
select n, case when n % 1000 = 0 then 'survey' else 'f' || n end, 'R' || n || '.nc',
  timestamptz '2024-01-01T00:00Z' + n * interval '1 minute', n % 7, 2, 100,
  '[{"test_bit": 0, "parameter": "PRES", "count": 2}]'
from generate_series(1, ${all}) as n;
insert into ingestion_jobs (job_id, dataset_id, original_filename, created_at, status, errors, profiles_ingested)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n, 'R' || n || '.nc',
  timestamptz '2024-01-01T00:00Z' + n * interval '1 minute',
  case when n % 10 = 0 then 'failed' when n % 100 = 1 then 'pending' else 'succeeded' end,
  case when n % 20 = 0 then jsonb_build_array(jsonb_build_object('file', null, 'stage', 'parser', 'code', 'NOT_ARGO',
      'profile_number', null, 'platform_number', null, 'cycle_number', null, 'reason', repeat('It is none. ', 20)))
    when n % 10 = 0 then jsonb_build_array(jsonb_build_object('file', null, 'stage', 'writer', 'code', 'STUCK',
      'profile_number', null, 'platform_number', null, 'cycle_number', null, 'reason', 'It stood still.'))
    else '[]' end, n % 7
from generate_series(1, ${all}) as n;
insert into dead_letters (topic, partition, message_offset, stage, reason_code, reason, permanent, original_topic,
  original_partition, original_offset, happened_at)
select 'x', 0, n, 'parser', case when n % 4 = 0 then 'HANDLER_CRASHED' else 'NOT_ARGO' end, 'Reason ' || n, n % 4 > 0, 'y', 0,
  n, timestamptz '2024-01-01T00:00Z' + n * interval '1 minute'
from generate_series(1, 400) as n;
analyze;`

interface Jobs {
  readonly jobs: readonly { readonly original_filename: string; readonly refused: boolean }[]
  readonly total: number
  readonly counts: Record<string, number>
}
const read = async <T>(path: string) => (await (await gateway.fetch(path)).json()) as T
const jobs = (query: string) => read<Jobs>(`${base}/jobs?${query}`)
const names = ({ jobs }: Jobs) => jobs.map(({ original_filename }) => original_filename)

test('jobs are counted by status, and those that the file is to blame for apart from what failed', async () => {
  const { counts, total } = await jobs('limit=1')
  expect(total).toBe(all)
  expect(counts).toEqual({ pending: 400, running: 0, succeeded: 35_600, failed: 2000, refused: 2000 })
  const refused = await jobs('status_filter=failed&refused=true&limit=100')
  expect([refused.total, refused.counts]).toEqual([2000, counts])
  expect(refused.jobs.every((job) => job.refused)).toBe(true)
  const failed = await jobs('status_filter=failed&refused=false&limit=100')
  expect([failed.total, failed.jobs.some((job) => job.refused)]).toEqual([2000, false])
  expect((await jobs('status_filter=failed')).total).toBe(4000)
})

test('the order, a time and a text choose the page, and an offset beyond the end has no rows and the right total', async () => {
  expect(names(await jobs('limit=2'))).toEqual(['R40000.nc', 'R39999.nc'])
  expect(names(await jobs('limit=2&order=asc'))).toEqual(['R1.nc', 'R2.nc'])
  expect(names(await jobs(`limit=3&offset=${all - 2}`))).toEqual(['R2.nc', 'R1.nc'])
  expect(names(await jobs('limit=2&sort=filename&order=asc&text=399'))).toEqual(['R10399.nc', 'R11399.nc'])
  expect((await jobs('time=2024-01-02')).total).toBe(1440)
  const beyond = await jobs('status_filter=pending&offset=100000')
  expect([beyond.jobs, beyond.total]).toEqual([[], 400])
})

test('datasets likewise; a name that was given to many has all of them in one place', async () => {
  type Datasets = { datasets: { source_filename: string; out_of_bounds_count: number }[]; total: number }
  const datasets = (query: string) => read<Datasets>(`${base}?${query}`)
  const named = await datasets('name=survey&limit=100&order=asc')
  expect([named.total, named.datasets[0]?.source_filename]).toEqual([40, 'R1000.nc'])
  // Every flagged level is out of bounds, and nothing else.
  expect(named.datasets[0]?.out_of_bounds_count).toBe(2)
  const last = await datasets(`limit=3&offset=${all - 2}`)
  expect(last.datasets.map(({ source_filename }) => source_filename)).toEqual(['R2.nc', 'R1.nc'])
  const many = await datasets('sort=profiles&limit=1&time=2024-01-01T00:01:00Z/2024-01-01T00:06:00Z')
  expect([many.total, many.datasets[0]?.source_filename]).toEqual([6, 'R6.nc'])
})

test('dead letters are counted by reason, and files that are never taken can be left out', async () => {
  type Reasons = { reasons: { reason_code: string; letters: number; permanent: number; refused: boolean }[] }
  const { reasons } = await read<Reasons>('/api/v1/stream/dead-letters/reasons?status=open')
  expect(reasons).toMatchObject([
    { reason_code: 'NOT_ARGO', reason: 'Reason 399', letters: 300, permanent: 300, refused: true },
    { reason_code: 'HANDLER_CRASHED', letters: 100, permanent: 0, refused: false },
  ])
  expect(await read('/api/v1/stream/dead-letters?refused=false')).toMatchObject({ total: 100 })
})

test('the last page is about as fast as the first', async () => {
  const best = async (query: string) => {
    const times: number[] = []
    for (let turn = 0; turn < 8; turn += 1) {
      const started = performance.now()
      await jobs(query)
      times.push(performance.now() - started)
    }
    return Math.min(...times)
  }
  const [first, middle, last] = [await best('offset=0'), await best('offset=19980'), await best(`offset=${all - 20}`)]
  console.log(
    `A page of ${all} jobs: first ${first.toFixed(0)}, middle ${middle.toFixed(0)}, last ${last.toFixed(0)} ms.`,
  )
  expect(last).toBeLessThan(3 * first + 50)
})

test('one search finds floats by their number, jobs by their id, and files by a part of the name', async () => {
  await readRows(installation.database, `insert into floats (platform_number) values ('6903247'), ('6903248')`)
  const found = (text: string) =>
    read<{ found: { kind: string; id: string }[] }>(`/api/v1/search?text=${encodeURIComponent(text)}`)
  expect((await found('690324')).found).toMatchObject([
    { kind: 'float', id: '6903247' },
    { kind: 'float', id: '6903248' },
  ])
  expect((await found('00000000-0000-4000-8000-000000000007')).found).toMatchObject([
    { kind: 'job', id: '00000000-0000-4000-8000-000000000007', name: 'R7.nc' },
  ])
  expect((await found('r39999')).found).toMatchObject([{ kind: 'dataset', id: '39999', name: 'R39999.nc' }])
  expect((await found('%')).found).toEqual([])
  expect((await gateway.fetch('/api/v1/search?text=%20')).status).toBe(400)
})
