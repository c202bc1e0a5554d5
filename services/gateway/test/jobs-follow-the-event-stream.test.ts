import { randomUUID } from 'node:crypto'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { memberFileId } from '@floatchat/contracts/memberFileId'
import { newRunId } from '@floatchat/contracts/newRunId'
import { readRows } from '@floatchat/db/test/support/readRows'
import { connectKafka } from '@floatchat/kafka/connectKafka'
import { withAdmin } from '@floatchat/kafka/withAdmin'
import { rebuildProjection } from '@floatchat/projection/rebuildProjection'
import { createLogger } from '@floatchat/service/logger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { type Installation, openInstallation, type RunningGateway } from './support/openGateway.ts'
import { openStages, progressOf, type Stages, summarizedOf, writtenOf } from './support/stages.ts'

let installation: Installation
let gateway: RunningGateway
let stages: Stages
beforeAll(async () => {
  installation = await openInstallation('gateway-jobs')
  gateway = await installation.start()
  stages = await openStages(installation.settings)
})
afterAll(async () => {
  await stages?.close()
  await installation?.close()
})

interface Job {
  [key: string]: unknown
  job_id: string
  status: string
  progress_pct: number
  stage: string | null
  revision: number
}
const readJob = async (jobId: string) => (await (await gateway.fetch(`/api/v1/datasets/jobs/${jobId}`)).json()) as Job
const reaches = (jobId: string, expected: Partial<Job>) =>
  eventually(`the job being ${JSON.stringify(expected)}`, async () => {
    const job = await readJob(jobId)
    return Object.entries(expected).every(([key, value]) => job[key] === value) && job
  })

/** Uploads a file and finds the event that it sent. */
async function upload(name: string): Promise<FileStaged & { trace: string | undefined }> {
  const { job_id } = (await (await gateway.upload(name, `CDF ${name}`)).json()) as { job_id: string }
  return eventually('the event of the upload', async () => {
    const sent = await stages.read('files.staged')
    const found = sent.find(({ value }) => (value as FileStaged).job_id === job_id)
    return found && { ...(found.value as FileStaged), trace: found.headers.traceparent }
  })
}

test('an upload sends its event, keyed by its file and with the trace of its job', async () => {
  const { trace, ...file } = await upload('event.nc')
  expect(file).toMatchObject({ attempt: 1, filename: 'event.nc', reason: 'UPLOAD', size_bytes: 12, archive: null })
  const job = await readJob(file.job_id)
  expect(trace?.split('-')[1]).toBe(job.trace_id)
  expect((await installation.bucket.stat(file.object_key))?.sizeBytes).toBe(12)
})

test('a job moves while its file is parsed, cleaned and written, ends when it is in the database, and gets its summary', async () => {
  const file = await upload('moves.nc')
  const run_id = newRunId()
  await stages.progress(progressOf(file, { run_id, stage: 'parser', done: 2, total: 4 }))
  expect(await reaches(file.job_id, { status: 'running' })).toMatchObject({
    progress_pct: 17,
    stage: 'parser',
    profiles_total: 4,
  })
  await stages.progress(progressOf(file, { run_id, stage: 'parser', state: 'DONE', done: 4, total: 4 }))
  await stages.progress(progressOf(file, { run_id, stage: 'cleaner', done: 2, total: 4 }))
  await reaches(file.job_id, { progress_pct: 50, stage: 'cleaner' })
  const written = writtenOf(file, file.dataset_id ?? 0, { run_id })
  await stages.written(written)
  const ended = await reaches(file.job_id, { status: 'succeeded' })
  expect(ended).toMatchObject({
    ...{ progress_pct: 100, profiles_total: 3, profiles_ingested: 2, profiles_rejected: 1, outlier_count: 4 },
    ...{ error_log: null, warnings: ['It is odd.'], completed_at: new Date(written.written_at).toISOString() },
    errors: [{ file: 'moves.nc', profile_number: 1, cycle_number: 7, reason: 'It has no level.' }],
    test_counts: [{ test_bit: 6, parameter: 'TEMP', count: 4 }],
  })
  await stages.summarized(summarizedOf(written, 'Three profiles.'))
  await reaches(file.job_id, { stage: null })
  const dataset = await (await gateway.fetch(`/api/v1/datasets/${file.dataset_id}`)).json()
  expect(dataset).toMatchObject({ summary_text: 'Three profiles.', summary_source: 'template', job_id: file.job_id })
})

test('a dead letter of the parser fails the job with its sentence; a retry begins anew and can succeed', async () => {
  const file = await upload('fails.nc')
  await stages.deadLetter('parser', file, "'fails.nc' ends after 12 bytes: upload it again.")
  const failed = await reaches(file.job_id, { status: 'failed' })
  expect(failed).toMatchObject({ error_log: "'fails.nc' ends after 12 bytes: upload it again.", stage: 'parser' })
  const retry = await gateway.fetch(`/api/v1/datasets/jobs/${file.job_id}/retry`, { method: 'POST' })
  expect(retry.status).toBe(202)
  expect(await retry.json()).toMatchObject({ job_id: file.job_id, status: 'pending', attempt: 2 })
  expect(await readJob(file.job_id)).toMatchObject({
    status: 'pending',
    attempt: 2,
    error_log: null,
    completed_at: null,
  })
  const again = await eventually('the second event', async () => {
    const sent = await stages.read('files.staged')
    return sent
      .map(({ value }) => value as FileStaged)
      .find((event) => event.job_id === file.job_id && event.attempt === 2)
  })
  expect(again).toMatchObject({ reason: 'RETRY', object_key: file.object_key, sha256: file.sha256 })
  // A late word of the first attempt changes nothing.
  await stages.deadLetter('writer', file, 'Too late.')
  await stages.written(writtenOf(again, file.dataset_id ?? 0))
  await reaches(file.job_id, { status: 'succeeded' })
  const refused = await gateway.fetch(`/api/v1/datasets/jobs/${file.job_id}/retry`, { method: 'POST' })
  expect(refused.status).toBe(400)
})

test('a zip counts its members, succeeds if any did, lists the others, and is summed up for its summary', async () => {
  const zip = await upload('all.zip')
  const member = (number: number): FileStaged => ({
    ...zip,
    file_id: memberFileId(zip.file_id, number),
    ...{ dataset_id: null, parent_dataset_id: zip.dataset_id, filename: `${number}.nc`, reason: 'ARCHIVE_MEMBER' },
    archive: { archive_file_id: zip.file_id, member_path: `in/${number}.nc`, member_number: number, members_total: 3 },
  })
  await stages.staged(member(0))
  await stages.staged(member(1))
  const archive = {
    ...{ members_total: 3, members_staged: 2, members_ignored: 1 },
    rejected: [{ member_path: 'in/2.nc', reason: 'Its checksum is wrong.' }],
    warnings: ['old.tar looks like data and was left out.'],
  }
  await stages.progress(progressOf(zip, { state: 'DONE', done: 3, total: 3, archive }))
  await stages.written(writtenOf(member(0), 901))
  await stages.deadLetter('parser', member(1), 'It is not an Argo file.')
  // The events are of four topics: the end of a member may be heard of before its beginning, which has its name.
  const ended = await eventually('the names of the members', async () => {
    const job = await reaches(zip.job_id, { status: 'succeeded' })
    return (job.files as { filename: string }[]).every(({ filename }) => filename !== '') && job
  })
  expect(ended).toMatchObject({
    file_counts: { total: 3, ended: 3, succeeded: 1, failed: 2 },
    ...{ profiles_total: 3, profiles_ingested: 2, outlier_count: 4, progress_pct: 100, error_log: null },
    errors: [
      { file: 'in/2.nc', reason: 'Its checksum is wrong.' },
      { file: 'in/0.nc', profile_number: 1, reason: 'It has no level.' },
      { file: 'in/1.nc', stage: 'parser', code: 'TRUNCATED', reason: 'It is not an Argo file.' },
    ],
    warnings: [
      '1 files of the zip are not NetCDF by name and were left out.',
      'old.tar looks like data and was left out.',
      'in/0.nc: It is odd.',
    ],
    files: [
      { filename: 'in/0.nc', status: 'succeeded' },
      { filename: 'in/1.nc', status: 'failed' },
    ],
  })
  const own = await eventually('the event of the zip itself', async () => {
    const sent = await stages.read('datasets.written')
    return sent
      .map(({ value }) => value as ReturnType<typeof writtenOf>)
      .find(({ file }) => file.file_id === zip.file_id)
  })
  expect(own).toMatchObject({
    dataset_id: zip.dataset_id,
    statistics: { profile_count: 3, variables: ['PRES', 'TEMP'] },
  })
  await stages.summarized(summarizedOf(own, 'A zip.'))
  await reaches(zip.job_id, { stage: null, status: 'succeeded' })
  expect(await (await gateway.fetch(`/api/v1/datasets/${zip.dataset_id}`)).json()).toMatchObject({
    ...{ summary_text: 'A zip.', profile_count: 3, outlier_count: 4 },
    bbox: { type: 'Polygon', bbox: [60, 10, 66, 16] },
  })
  expect(
    (await stages.read('datasets.written')).filter(
      ({ value }) => (value as { file: FileStaged }).file.file_id === zip.file_id,
    ),
  ).toHaveLength(1)
})

test('jobs rebuilt from the topics while the gateway serves are what they were', async () => {
  const all = async () => {
    const { jobs } = (await (await gateway.fetch('/api/v1/datasets/jobs?limit=100')).json()) as { jobs: Job[] }
    // waits_for is how the stages stand at this moment, which is looked at now and then and is of no topic.
    const own = { revision: 0, waits_for: null }
    return Promise.all(jobs.map(async ({ job_id }) => ({ ...(await readJob(job_id)), ...own }) as Job))
  }
  const before = await all()
  expect(before.length).toBeGreaterThanOrEqual(4)
  const { database, settings } = installation
  const log = createLogger('test', 'error')
  await readRows(database, `update job_files set state = jsonb_set(state, '{notes}', '[{"reason": "damaged"}]')`)
  const would = await rebuildProjection({ database, settings, log, dryRun: true })
  expect(would).toMatchObject({ jobs: before.length, changed: before.length })
  const uploading = upload('meanwhile.nc')
  const [rebuilt, refused] = await Promise.allSettled([
    rebuildProjection({ database, settings, log }),
    rebuildProjection({ database, settings, log }),
  ])
  const { job_id } = await uploading
  expect([rebuilt.status, refused.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect((await all()).filter((job) => job.job_id !== job_id)).toEqual(before)
})

test('a job of which the topics no longer have the beginning stays as it is', async () => {
  const file = await upload('old.nc')
  await stages.written(writtenOf(file, file.dataset_id ?? 0))
  await reaches(file.job_id, { status: 'succeeded' })
  await readRows(
    installation.database,
    `update job_files set state = jsonb_set(state, '{notes}', '[{"reason": "from an event that is gone"}]')`,
  )
  const states = () => readRows(installation.database, 'select job_id, state from job_files order by job_id, file_id')
  const before = await states()
  const { database, settings } = installation
  const log = createLogger('test', 'error')
  await withAdmin(connectKafka(settings, 'gateway-test', log), async (admin) => {
    const topic = `${settings.TOPIC_PREFIX}files.staged`
    const ends = await admin.fetchTopicOffsets(topic)
    await admin.deleteTopicRecords({
      topic,
      partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
    })
  })
  const rebuilt = await rebuildProjection({ database, settings, log })
  expect(rebuilt).toMatchObject({ jobs: 0, files: 0, changed: 0 })
  expect(rebuilt.events).toBeGreaterThan(0)
  expect(await states()).toEqual(before)
})

test('events of jobs that nobody knows harm nothing', async () => {
  const stray = { job_id: randomUUID(), file_id: randomUUID() } as unknown as FileStaged
  await stages.progress(progressOf({ ...stray, attempt: 1 }, { done: 1 }))
  const file = await upload('after.nc')
  await stages.written(writtenOf(file, file.dataset_id ?? 0))
  await reaches(file.job_id, { status: 'succeeded' })
})
