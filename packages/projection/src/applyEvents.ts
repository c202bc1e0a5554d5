import { isDeepStrictEqual } from 'node:util'
import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { storeSummaries } from '@floatchat/db/datasets/storeSummaries'
import type { JobFilesTable } from '@floatchat/db/jobs/JobFileRow'
import { type FileKey, readFileStates, writeJobFiles } from '@floatchat/db/jobs/jobFiles'
import { keepProjection, lockJobs } from '@floatchat/db/jobs/lockJobs'
import { enqueue, type OutboxEvent } from '@floatchat/db/outbox/enqueue'
import type { Transaction } from '@floatchat/db/Transaction'
import type { FileState } from '@floatchat/jobs/FileState'
import { unheard } from '@floatchat/jobs/FileState'
import { fileRow } from '@floatchat/jobs/fileRow'
import { fileOf, type JobEvent } from '@floatchat/jobs/JobEvent'
import { joinFileStates } from '@floatchat/jobs/joinFileStates'
import { stateOf } from '@floatchat/jobs/projectJob'
import { stateOfEvent } from '@floatchat/jobs/stateOfEvent'
import { refreshJobs } from './refreshJobs.ts'

/**
 * Brings files, jobs and summaries up to date with the events, in one transaction. The same events again,
 * or in another order, come to the same.
 *
 * @param waiting goes into the outbox with them
 * @returns whether something was put into the outbox.
 */
export function applyEvents(
  database: Database,
  events: readonly JobEvent[],
  waiting: readonly OutboxEvent[] = [],
): Promise<boolean> {
  return asDatabaseWork('Keeping the jobs up to date', async () => {
    if (events.length === 0) return false
    return database.pool.transaction(async (transaction) => {
      await enqueue(transaction, waiting)
      return (await applyWithin(transaction, events)) || waiting.length > 0
    })
  })
}

/** As `applyEvents`, in the transaction of what the events tell of. */
export async function applyWithin(transaction: Transaction, events: readonly JobEvent[]): Promise<boolean> {
  await keepProjection(transaction)
  const jobIds = [...new Set(events.map((event) => fileOf(event).job_id))]
  await lockJobs(transaction, jobIds)
  const changed = await foldFiles(transaction, 'job_files', events)
  const summaries = events.flatMap((event) => (event.type === 'DatasetSummarized' ? [event.value] : []))
  await storeSummaries(transaction, summaries)
  const told = new Set(events.filter(mayTellOfJob).map((event) => fileOf(event).job_id))
  const touched = jobIds.filter((job) => changed.has(job) || told.has(job))
  return touched.length > 0 && (await refreshJobs(transaction, touched))
}

/** What comes of a member's being stored stands in its row; an upload's row is there before its job was summed up. */
function mayTellOfJob(event: JobEvent): boolean {
  return event.type !== 'FileStaged' || event.value.archive === null
}

/**
 * Joins what the events say with what is stored of their files. A file of which they say nothing new stays as it is:
 * the members of a large zip are told of twice, when they wait and when they go on.
 *
 * @returns the jobs of which a file has changed.
 */
export async function foldFiles(
  transaction: Transaction,
  table: JobFilesTable,
  events: readonly JobEvent[],
): Promise<ReadonlySet<string>> {
  const said = new Map<string, { key: FileKey; state: FileState }>()
  for (const event of events) {
    const key = fileOf(event)
    const name = `${key.job_id}/${key.file_id}`
    const before = said.get(name)?.state ?? unheard
    said.set(name, { key, state: joinFileStates(before, stateOfEvent(event)) })
  }
  const entries = [...said.values()]
  const stored = await readFileStates(
    transaction,
    table,
    entries.map(({ key }) => key),
  )
  const known = new Map(stored.map((row) => [`${row.job_id}/${row.file_id}`, stateOf(row)]))
  const rows = entries.flatMap(({ key, state }) => {
    const before = known.get(`${key.job_id}/${key.file_id}`)
    const after = joinFileStates(before ?? unheard, state)
    return isDeepStrictEqual(before, after) ? [] : [fileRow(key, after)]
  })
  if (rows.length > 0) await writeJobFiles(transaction, table, rows)
  return new Set(rows.map(({ job_id }) => job_id))
}
