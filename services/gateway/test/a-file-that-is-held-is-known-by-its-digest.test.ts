import { createHash } from 'node:crypto'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { readRows } from '@floatchat/db/test/support/readRows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, type Stages, writtenOf } from './support/stages.ts'

let installation: Installation
let gateway: RunningGateway
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-known')
  gateway = await installation.start()
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function ask(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return gateway.fetch(`/api/v1/datasets${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** What is known of the bytes. */
async function known(...texts: string[]) {
  const answer = await ask('/known', { sha256: texts.map(sha256) })
  return ((await answer.json()) as { known: Record<string, unknown>[] }).known
}

async function upload(name: string, text: string) {
  return (await (await gateway.upload(name, text)).json()) as { job_id: string; dataset_id: number }
}

function staged(jobId: string): Promise<FileStaged> {
  return eventually('the event of the upload', async () => {
    const sent = await stages.read('files.staged')
    return sent.map(({ value }) => value as FileStaged).find(({ job_id }) => job_id === jobId)
  })
}

async function ended(jobId: string, status: string): Promise<void> {
  await eventually(`the job being ${status}`, async () => {
    const { jobs } = (await (await ask('/jobs/query', { job_ids: [jobId], ended_only: true })).json()) as {
      jobs: { status: string }[]
    }
    return jobs[0]?.status === status
  })
}

test('bytes that were never sent are unknown; on their way, in the database and refused they are known as such', async () => {
  const text = 'CDF first'
  expect(await known(text)).toEqual([])
  const first = await upload('first.nc', text)
  expect(await known(text, 'CDF other')).toMatchObject([
    { sha256: sha256(text), dataset_id: first.dataset_id, job_id: first.job_id, status: 'pending', reason: null },
  ])
  await stages.written(writtenOf(await staged(first.job_id), first.dataset_id))
  await ended(first.job_id, 'succeeded')
  // Sent again all the same: the first stays the answer, whatever becomes of the second.
  const second = await upload('second.nc', text)
  expect(await known(text)).toMatchObject([{ dataset_id: first.dataset_id, filename: 'first.nc', status: 'succeeded' }])
  await stages.deadLetter('parser', await staged(second.job_id), 'It ends too early.')
  await ended(second.job_id, 'failed')
  expect(await known(text)).toMatchObject([{ dataset_id: first.dataset_id, status: 'succeeded' }])
})

test('a file that cannot be taken is known with the reason', async () => {
  const { job_id, dataset_id } = await upload('short.nc', 'CDF short')
  await stages.deadLetter('parser', await staged(job_id), 'It ends too early.')
  await ended(job_id, 'failed')
  expect(await known('CDF short')).toMatchObject([
    { job_id, dataset_id, status: 'failed', code: 'TRUNCATED', reason: 'It ends too early.' },
  ])
})

test('what failed by no fault of the bytes is to be sent again, as is what was taken out', async () => {
  const crashed = await upload('crashed.nc', 'CDF crashed')
  await stages.deadLetter('parser', await staged(crashed.job_id), 'It crashed.', 'HANDLER_CRASHED')
  await ended(crashed.job_id, 'failed')
  expect(await known('CDF crashed')).toEqual([])
  const out = await upload('out.nc', 'CDF out')
  expect(await known('CDF out')).toHaveLength(1)
  await readRows(installation.database, `update datasets set is_active = false where dataset_id = ${out.dataset_id}`)
  expect(await known('CDF out')).toEqual([])
})

test('a member of a zip is known with the job of the zip', async () => {
  const zip = await upload('members.zip', 'PK members')
  const [member] = await readRows<{ dataset_id: number }>(
    installation.database,
    `insert into datasets (parent_dataset_id, source_filename, raw_file_sha256, written_run_id)
      values (${zip.dataset_id}, 'member.nc', '${sha256('CDF member')}', gen_random_uuid()) returning dataset_id`,
  )
  expect(await known('CDF member')).toMatchObject([
    { dataset_id: member?.dataset_id, job_id: zip.job_id, filename: 'member.nc', status: 'succeeded' },
  ])
})

test('many jobs are asked for in one request, and what is not there is named', async () => {
  const jobs = await Promise.all(Array.from({ length: 12 }, (_, index) => upload(`many-${index}.nc`, `CDF ${index}`)))
  const unknown = '00000000-0000-4000-8000-000000000000'
  const job_ids = [...jobs.map(({ job_id }) => job_id), unknown]
  const all = (await (await ask('/jobs/query', { job_ids })).json()) as Answer
  expect(all.jobs.map(({ job_id }) => job_id).sort()).toEqual(jobs.map(({ job_id }) => job_id).sort())
  expect(all.unknown).toEqual([unknown])
  const none = (await (await ask('/jobs/query', { job_ids, ended_only: true })).json()) as Answer
  expect(none).toEqual({ jobs: [], unknown: [unknown] })
})

interface Answer {
  jobs: { job_id: string }[]
  unknown: string[]
}
