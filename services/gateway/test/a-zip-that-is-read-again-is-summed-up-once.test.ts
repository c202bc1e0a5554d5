import { newRunId } from '@floatchat/contracts/newRunId'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { readRows } from '@floatchat/db/test/support/readRows'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import { exampleJob, exampleStaged } from '@floatchat/jobs/test/eventArbitraries'
import { applyEvents } from '@floatchat/projection/applyEvents'
import { fillStaleArchives } from '@floatchat/projection/fillStaleArchives'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { progressOf, writtenOf } from './support/stages.ts'

const members = 4
const zip = exampleStaged(1, 0, members)
const member = (number: number) => exampleStaged(1, number, members)

let environment: TestEnvironment
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('gateway-zip-again')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
  await readRows(
    database,
    `insert into datasets (dataset_id, file_id, name, source_filename, raw_file_path) values
    (7, '${zip.file_id}', 'all.zip', 'all.zip', 'raw-uploads/7/0')`,
  )
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})

const archive = { members_total: members, members_staged: members, members_ignored: 0, rejected: [], warnings: [] }
const staged = (number: number): JobEvent => ({ type: 'FileStaged', value: number === 0 ? zip : member(number) })
const numbers = Array.from({ length: members }, (_, index) => index + 1)

/** The member is in the database with so many profiles, by a run of now. */
const written = (number: number, profiles: number, attempt = 1): JobEvent => {
  const { statistics, ...value } = writtenOf({ ...member(number), attempt }, 100 + number)
  return {
    type: 'DatasetWritten',
    value: { ...value, run_id: newRunId(), statistics: { ...statistics, profile_count: profiles } },
  }
}

/** What the dataset of the zip says of itself, and how often the summarizer was told of it. */
async function told() {
  const [row] = await readRows<{ profiles: number; events: string; stale: boolean }>(
    database,
    `select profile_count as profiles, (select count(*) from outbox where topic = 'datasets.written') as events,
      archive_stale_since is not null as stale
    from datasets join ingestion_jobs using (dataset_id) where job_id = '${exampleJob(1)}'`,
  )
  return row === undefined ? undefined : { ...row, events: Number(row.events) }
}

test('a zip is summed up at once when it is through', async () => {
  const done: JobEvent = {
    type: 'StageProgress',
    value: progressOf(zip, { state: 'DONE', done: 4, total: 4, archive }),
  }
  await applyEvents(database, [staged(0), ...numbers.map(staged), done])
  for (const number of numbers) await applyEvents(database, [written(number, 1)])
  expect(await told()).toEqual({ profiles: 4, events: 1, stale: false })
})

test('and once more after all of its members were read again, a few at a time', async () => {
  for (const number of numbers) {
    await applyEvents(database, [written(number, 2)])
    // A pause between two of them is not the end.
    expect(await fillStaleArchives(database)).toBe(false)
    expect(await told()).toEqual({ profiles: 4, events: 1, stale: true })
  }
  expect(await fillStaleArchives(database, 0)).toBe(true)
  expect(await told()).toEqual({ profiles: 8, events: 2, stale: false })
  expect(await fillStaleArchives(database, 0)).toBe(false)
})

test('not while an operation has members of it before it', async () => {
  const operation = `'00000000-0000-7000-8000-000000000001'`
  await readRows(
    database,
    `
    insert into datasets (dataset_id, parent_dataset_id, file_id, name, source_filename, raw_file_path)
      values (101, 7, '${member(1).file_id}', '1.nc', '1.nc', 'raw-uploads/7/1');
    insert into operations (operation_id, kind, request, requested_by, files_total)
      values (${operation}, 'reprocess', '{}', 'a test', 1);
    insert into operation_files (operation_id, dataset_id) values (${operation}, 101)`,
  )
  await applyEvents(database, [written(1, 3)])
  expect(await fillStaleArchives(database, 0)).toBe(false)
  await readRows(database, `update operations set state = 'paused'`)
  expect(await fillStaleArchives(database, 0)).toBe(true)
  expect(await told()).toEqual({ profiles: 9, events: 3, stale: false })
})

test('at once where the zip was tried again', async () => {
  const again = { ...zip, attempt: 2, reason: 'RETRY' as const }
  const done = progressOf(again, { state: 'DONE', done: 4, total: 4, archive })
  await applyEvents(database, [
    { type: 'FileStaged', value: again },
    { type: 'StageProgress', value: done },
    ...numbers.map((number) => written(number, 4, 2)),
  ])
  expect(await told()).toEqual({ profiles: 16, events: 4, stale: false })
})
