import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import { recordAudit } from '@floatchat/db/audit/recordAudit'
import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { keepProjection, lockJobs } from '@floatchat/db/jobs/lockJobs'
import { readRetriable } from '@floatchat/db/jobs/retryJob'
import { enqueue } from '@floatchat/db/outbox/enqueue'
import type { Transaction } from '@floatchat/db/Transaction'
import type { Caller } from '@floatchat/intake/openIntake'
import { stateOf } from '@floatchat/jobs/projectJob'
import { applyWithin } from '@floatchat/projection/applyEvents'
import { badRequest, notFound } from '../http/HttpProblem.ts'

/**
 * Begins a new attempt of a failed job, from the file as it was stored: the new event and what it makes of the
 * job, in one transaction.
 *
 * @throws HttpProblem 404 for an unknown job, 400 for one that has not failed or whose file was purged.
 */
export async function retryJob(
  database: Database,
  jobId: string,
  traceparent: string,
  by: Caller,
): Promise<FileStaged> {
  const outcome = await asDatabaseWork('Retrying a job', () =>
    database.pool.transaction((transaction) => retryWithin(transaction, jobId, traceparent, by)),
  )
  if (outcome === undefined) throw notFound(`There is no job ${jobId}.`)
  if (outcome === 'purged') throw badRequest('Its file was purged, and its raw bytes are gone: upload the file again.')
  if (typeof outcome === 'string') throw badRequest(`Only a failed job can be retried: this one is ${outcome}.`)
  return outcome
}

/** The new event; the job's status where that forbids it, undefined for an unknown job. */
async function retryWithin(transaction: Transaction, jobId: string, traceparent: string, by: Caller) {
  await keepProjection(transaction)
  // Two that retry at once begin one attempt.
  await lockJobs(transaction, [jobId])
  const job = await readRetriable(transaction, jobId)
  const file = job === undefined ? null : stateOf(job).file
  if (job === undefined || file === null) return undefined
  if (job.is_purged) return 'purged'
  if (job.status !== 'failed') return job.status
  const staged: FileStaged = {
    ...file,
    job_id: toJobId(job.job_id),
    file_id: toFileId(job.file_id),
    attempt: job.attempt + 1,
    reason: 'RETRY',
    staged_at: Date.now(),
  }
  await enqueue(transaction, [
    { topic: filesStaged.name, record_type: 'FileStaged', record: staged, traceparent, job_id: job.job_id },
  ])
  await recordAudit(transaction, { ...by, action: 'retryJob', target: jobId, detail: { attempt: staged.attempt } })
  await applyWithin(transaction, [{ type: 'FileStaged', value: staged }])
  return staged
}
