import type { FileStaged } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { createLogger } from '@floatchat/service/logger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchStuckJobs } from '../src/jobs/watchStuckJobs.ts'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, progressOf, type Stages, writtenOf } from './support/stages.ts'

let installation: Installation
let gateway: RunningGateway
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-stuck')
  // Its own watcher sleeps: the tests look themselves, with times of their own.
  gateway = await installation.start({ STUCK_CHECK_SECONDS: '3600' })
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

const look = (isBehind: boolean) =>
  watchStuckJobs({
    database: installation.database,
    log: createLogger('test', 'fatal'),
    runningMinutes: 0,
    pendingMinutes: 0,
    look: async () => () => isBehind,
  })
const sent = async (jobId: string) =>
  (await stages.read('files.staged')).map(({ value }) => value as FileStaged).filter(({ job_id }) => job_id === jobId)
async function upload(name: string): Promise<FileStaged> {
  const { job_id } = (await (await gateway.upload(name, 'CDF')).json()) as { job_id: string }
  return eventually('the event of the upload', async () => (await sent(job_id))[0])
}
const job = async (file: FileStaged) =>
  (await (await gateway.fetch(`/api/v1/datasets/jobs/${file.job_id}`)).json()) as { status: string; error_log: string }

test('a job that waits behind others is left alone', async () => {
  const file = await upload('waits.nc')
  await look(true)
  expect(await job(file)).toMatchObject({ status: 'pending', error_log: null })
  expect(await sent(file.job_id)).toHaveLength(1)
  await stages.written(writtenOf(file, file.dataset_id ?? 0))
  await eventually('its end', async () => (await job(file)).status === 'succeeded')
})

test('a job of which no stage ever spoke is sent again once, then fails, and can be retried', async () => {
  const file = await upload('lost.nc')
  await look(false)
  await eventually('the event again', async () => (await sent(file.job_id)).length === 2)
  expect(await job(file)).toMatchObject({ status: 'pending' })
  await look(false)
  expect(await job(file)).toMatchObject({
    status: 'failed',
    error_log: expect.stringMatching(/^'lost.nc' was never taken up by the parser for \d+ minutes/),
  })
  const letters = await eventually('its dead letter', async () => {
    const found = await stages.read('gateway.dlq')
    return found.length > 0 && found
  })
  expect(letters[0]).toMatchObject({
    value: { job_id: file.job_id, filename: 'lost.nc' },
    headers: { 'floatchat.reason-code': 'STUCK', 'floatchat.job-id': file.job_id, 'floatchat.stage': 'gateway' },
  })
  expect(letters[0]?.headers['__connect.errors.topic']).toBe(`${installation.settings.TOPIC_PREFIX}files.staged`)
  expect((await gateway.fetch(`/api/v1/datasets/jobs/${file.job_id}/retry`, { method: 'POST' })).status).toBe(202)
  await eventually('the third event', async () => (await sent(file.job_id)).some(({ attempt }) => attempt === 2))
})

test('a job that stopped in the middle fails with a sentence that says where, and succeeds if it goes on after all', async () => {
  const file = await upload('halts.nc')
  await stages.progress(progressOf(file, { run_id: newRunId(), stage: 'cleaner', done: 1, total: 9 }))
  await eventually('its progress', async () => (await job(file)).status === 'running')
  await look(false)
  expect((await job(file)).error_log).toMatch(/^'halts.nc' has not moved in the cleaner for \d+ minutes/)
  await stages.written(writtenOf(file, file.dataset_id ?? 0))
  await eventually('its end', async () => (await job(file)).status === 'succeeded')
})

test('a zip whose members never come ends too', async () => {
  const zip = await upload('empty-handed.zip')
  const archive = { members_total: 2, members_staged: 2, members_ignored: 0, rejected: [], warnings: [] }
  await stages.progress(progressOf(zip, { state: 'DONE', done: 2, total: 2, archive }))
  await eventually('its report', async () => (await job(zip)).status === 'running')
  await look(false)
  expect(await job(zip)).toMatchObject({
    status: 'failed',
    error_log: "Files of 'empty-handed.zip' were announced and never came: retry the job.",
  })
})
