import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { listJobFiles, readJob } from '@floatchat/db/jobs/readJobs'
import { migrate } from '@floatchat/db/migrate'
import { readRows } from '@floatchat/db/test/support/readRows'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import { exampleJob, exampleStaged, jobEvent } from '@floatchat/jobs/test/eventArbitraries'
import { applyEvents } from '@floatchat/projection/applyEvents'
import { testEnvironment } from '@floatchat/stack/testStack'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

let environment: Awaited<ReturnType<typeof testEnvironment>>
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('gateway-order')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})

let job = 0

/** The same events of a job, and files, of their own. */
function ofNewJob() {
  job += 1
  const ids = { job_id: exampleJob(1000 + job) }
  const own = (text: string) => text.replace('ffffffff', String(job).padStart(8, '0'))
  const move = <T extends { file_id: string }>(value: T): T => ({ ...value, ...ids, file_id: own(value.file_id) })
  const moved = (event: JobEvent): JobEvent =>
    event.type === 'DatasetWritten'
      ? { ...event, value: { ...event.value, file: move(event.value.file) } }
      : ({ ...event, value: move(event.value) } as JobEvent) // The value keeps its type.
  return { ...ids, moved }
}

/** What became of the job, but for what is recorded once at its upload, and how often it changed. */
async function told(jobId: string) {
  const found = await readJob(database, jobId)
  if (found === undefined) throw new Error('there is no such job')
  const { job_id: _, revision: __, created_at: ___, ...projected } = found
  const files = await listJobFiles(database, jobId, 100, 0)
  return { projected, files: files.map((file) => ({ ...file, file_id: file.file_id.slice(-12) })) }
}

/** Applies batches of events to a job that nobody has heard of; its upload is known at last. */
async function outcome(members: number, batches: readonly (readonly JobEvent[])[]) {
  const { job_id, moved } = ofNewJob()
  for (const batch of batches) await applyEvents(database, batch.map(moved))
  await applyEvents(database, [moved({ type: 'FileStaged', value: exampleStaged(1, 0, members) })])
  return told(job_id)
}

test.each([0, 2])(
  'a job with %i members: any order, any batches, any repetition come to the same row',
  async (members) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(jobEvent(members), { minLength: 1, maxLength: 10 }),
        fc.array(fc.nat(9), { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (events, again, size) => {
          const repeated = again.flatMap((index) => events[index] ?? [])
          const other = [...events, ...repeated].toReversed()
          const batches = Array.from({ length: Math.ceil(other.length / size) }, (_, n) =>
            other.slice(n * size, (n + 1) * size),
          )
          expect(await outcome(members, batches)).toEqual(await outcome(members, [events]))
        },
      ),
      { numRuns: 60 },
    )
  },
)

test('a member that is told of again writes no row, its own or that of its job', async () => {
  const { job_id, moved } = ofNewJob()
  const events = [0, 1, 2].map((member) => moved({ type: 'FileStaged', value: exampleStaged(1, member, 2) }))
  const rows = () =>
    readRows(
      database,
      `select file.xmin::text as file, job.xmin::text as job from job_files file
      join ingestion_jobs job using (job_id) where job_id = '${job_id}' order by file.file_id`,
    )
  await applyEvents(database, events)
  const before = await rows()
  expect(before).toHaveLength(3)
  await applyEvents(database, events.slice(1))
  expect(await rows()).toEqual(before)
  const [, member] = fc.sample(jobEvent(2), { numRuns: 200, seed: 4 }).filter(({ type }) => type === 'DatasetWritten')
  if (member === undefined) throw new Error('there is no such event')
  await applyEvents(database, [moved(member)])
  expect(await rows()).not.toEqual(before)
})

test('several gateways at once on the same jobs neither wait for each other for ever nor lose a word', async () => {
  const events = fc.sample(jobEvent(2), { numRuns: 200, seed: 4 })
  const expected = await outcome(2, [events])
  const { job_id, moved } = ofNewJob()
  const all = [...events, { type: 'FileStaged', value: exampleStaged(1, 0, 2) } as const].map(moved)
  await Promise.all(
    [0, 1, 2, 3].map((part) =>
      applyEvents(
        database,
        all.filter((_, n) => n % 4 === part),
      ),
    ),
  )
  expect(await told(job_id)).toEqual(expected)
})
