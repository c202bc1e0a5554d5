import { sql } from 'slonik'
import { z } from 'zod'
import type { Transaction } from '../Transaction.ts'

const retriable = z.object({
  job_id: z.string(),
  status: z.enum(['pending', 'running', 'succeeded', 'failed']),
  attempt: z.number(),
  trace_id: z.string().nullable(),
  file_id: z.string(),
  /** The file as it was stored, in the shape of the gateway's FileState. */
  state: z.unknown(),
  /** Whether its raw bytes are gone for good. */
  is_purged: z.boolean(),
})

/** What a retry of the job begins from; undefined for an unknown job, or one whose upload was never heard of. */
export async function readRetriable(transaction: Transaction, jobId: string) {
  const row = await transaction.maybeOne(sql.type(retriable)`
    select job.job_id, job.status, job.attempt, job.trace_id, root.file_id, root.state,
      exists (select from withdrawals as w where w.dataset_id = job.dataset_id and w.kind = 'purge') as is_purged
    from ingestion_jobs as job join job_files as root on root.job_id = job.job_id and root.is_root
    where job.job_id = ${jobId}`)
  return row ?? undefined
}
