import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, type Stages } from './support/stages.ts'

let installation: Installation
let gateway: RunningGateway
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-withdraw')
  gateway = await installation.start()
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

interface Answer {
  readonly requested: number
  readonly datasets: readonly { readonly dataset_id: number; readonly outcome: string }[]
  readonly profiles: number
  readonly others: number
  readonly floats: readonly object[]
  readonly detail?: string
}

async function ask(path: string, body: object = {}): Promise<Answer & { readonly status: number }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await gateway.fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { ...((await answer.json()) as Answer), status: answer.status }
}

async function get(path: string): Promise<Record<string, unknown>> {
  return (await (await gateway.fetch(`/api/v1${path}`)).json()) as Record<string, unknown>
}

async function upload(name: string): Promise<number> {
  const answer = await gateway.upload(name, `CDF ${name}`)
  return ((await answer.json()) as { dataset_id: number }).dataset_id
}

/** As the writer does when it has taken the event. */
async function done(datasetId: number, isActive: boolean): Promise<void> {
  await readRows(
    installation.database,
    `with w as (update withdrawals set done_at = now() where dataset_id = ${datasetId} and done_at is null)
     update datasets set is_active = ${isActive} where dataset_id = ${datasetId}`,
  )
}

/** Two versions of one profile: that of the first dataset is shown. */
async function hold(datasets: readonly number[]): Promise<void> {
  for (const [index, dataset] of datasets.entries()) {
    await readRows(
      installation.database,
      `insert into profile_versions values (${dataset}, 0, gen_random_uuid(), '6900001', 1, 'A', 'core', 0, 'R', null,
        1, 1, 1, '\\x00', '\\x00', ${index === 0});
       insert into float_claims (dataset_id, platform_number, run_id, float_type)
         values (${dataset}, '6900001', gen_random_uuid(), 'core');
       update datasets set written_run_id = gen_random_uuid() where dataset_id = ${dataset}`,
    )
  }
}

test('a dry run says what would vanish and come back, and does nothing', async () => {
  const [first, second] = [await upload('a.nc'), await upload('b.nc')]
  await hold([first, second])
  expect(await ask(`/datasets/${first}/withdraw`, { dry_run: true })).toMatchObject({
    ...{ status: 200, requested: 1, profiles: 1, others: 1 },
    floats: [{ platform_number: '6900001', profiles: 1, others: 1 }],
  })
  // The float is of both: nothing comes back.
  expect(await ask('/withdrawals', { kind: 'withdraw', float: '6900001', dry_run: true })).toMatchObject({
    ...{ requested: 2, profiles: 1, others: 0 },
  })
  expect((await get('/withdrawals')).total).toBe(0)
  expect(await ask(`/datasets/${first}/withdraw`)).toMatchObject({
    status: 400,
    detail: expect.stringContaining('because'),
  })
})

test('a request is remembered, told on the stream, seen at the dataset, and not made twice', async () => {
  const id = await upload('c.nc')
  const because = 'The CTD drifted.'
  expect(await ask(`/datasets/${id}/withdraw`, { because })).toMatchObject({ status: 200, requested: 1 })
  const event = await eventually('the event of the withdrawal', async () => {
    const sent = await stages.read('profiles.cleaned')
    return sent.find(({ value }) => (value as { dataset_id?: number }).dataset_id === id)
  })
  expect(event).toMatchObject({ type: 'FileWithdrawn', value: { filename: 'c.nc', because } })
  expect(await ask(`/datasets/${id}/withdraw`, { because })).toMatchObject({
    requested: 0,
    datasets: [{ dataset_id: id, outcome: 'already' }],
  })
  expect(await get(`/withdrawals?dataset_id=${id}`)).toMatchObject({
    total: 1,
    withdrawals: [{ kind: 'withdraw', because, state: 'requested', requested_by: expect.stringContaining('HTTP') }],
  })
  await done(id, false)
  expect(await get(`/datasets/${id}`)).toMatchObject({ is_active: false, withdrawal: { kind: 'withdraw', because } })
  const listed = async (query: string) =>
    ((await get(`/datasets${query}`)).datasets as { dataset_id: number }[]).map(({ dataset_id }) => dataset_id)
  expect(await listed('')).not.toContain(id)
  expect(await listed('?withdrawn=true')).toContain(id)
  expect((await ask(`/datasets/${id}/restore`, { because })).requested).toBe(1)
})

test('a float is restored whole while its withdrawal is still under way', async () => {
  const [first, second] = [await upload('d.nc'), await upload('e.nc')]
  await readRows(
    installation.database,
    `insert into float_claims (dataset_id, platform_number, run_id, float_type)
       select id, '6900002', gen_random_uuid(), 'core' from unnest(array[${first}, ${second}]) as id;
     update datasets set written_run_id = gen_random_uuid() where dataset_id in (${first}, ${second})`,
  )
  const request = { float: '6900002', because: 'The wrong float.' }
  expect((await ask('/withdrawals', { kind: 'withdraw', ...request })).requested).toBe(2)
  await done(first, false)
  expect((await ask('/withdrawals', { kind: 'withdraw', ...request })).requested).toBe(0)
  expect((await ask('/withdrawals', { kind: 'restore', ...request })).requested).toBe(2)
  await done(second, true)
  expect((await ask('/withdrawals', { kind: 'withdraw', ...request })).requested).toBe(2)
})

test('only what is withdrawn is purged: its bytes are gone, and it cannot come back', async () => {
  const id = await upload('d.nc')
  const because = 'It is not ours.'
  expect((await ask(`/datasets/${id}/purge`, { because })).status).toBe(409)
  await ask(`/datasets/${id}/withdraw`, { because })
  expect((await ask(`/datasets/${id}/purge`, { because })).status).toBe(409)
  await done(id, false)
  const key = String((await get(`/datasets/${id}`)).raw_file_path)
  expect(await installation.bucket.stat(key)).toBeDefined()
  expect(await ask(`/datasets/${id}/purge`, { because })).toMatchObject({ status: 200, requested: 1 })
  expect(await installation.bucket.stat(key)).toBeUndefined()
  const refused = await ask(`/datasets/${id}/restore`, { because })
  expect(refused).toMatchObject({ status: 409 })
  expect(refused.detail).toMatch(/purged.*Upload/)
})

test('the bytes that another dataset uses stay', async () => {
  const [first, second] = [await upload('e.nc'), await upload('f.nc')]
  await readRows(
    installation.database,
    `update datasets d set raw_file_path = o.raw_file_path, raw_file_sha256 = o.raw_file_sha256
     from datasets o where d.dataset_id = ${second} and o.dataset_id = ${first}`,
  )
  const key = String((await get(`/datasets/${first}`)).raw_file_path)
  for (const id of [first, second]) {
    await ask(`/datasets/${id}/withdraw`, { because: 'x' })
    await done(id, false)
  }
  await ask(`/datasets/${first}/purge`, { because: 'x' })
  expect(await installation.bucket.stat(key)).toBeDefined()
  await ask(`/datasets/${second}/purge`, { because: 'x' })
  expect(await installation.bucket.stat(key)).toBeUndefined()
})

test('what is unknown, or not said, is refused', async () => {
  expect((await ask('/datasets/999999/withdraw', { because: 'x' })).status).toBe(404)
  expect((await ask('/withdrawals', { kind: 'withdraw', because: 'x' })).status).toBe(400)
  expect(await ask('/withdrawals', { kind: 'withdraw', datasets: [999_999], because: 'x' })).toMatchObject({
    requested: 0,
    datasets: [{ outcome: 'unknown' }],
  })
})
