import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'

// Names the watcher's lock among the advisory locks of the database.
const watchLock = 4_713

const stuckFile = z.object({
  job_id: z.string(),
  file_id: z.string(),
  is_root: z.boolean(),
  attempt: z.number(),
  filename: z.string(),
  stage: z.string().nullable(),
  status: z.string(),
  job_status: z.string(),
  /** The watcher has sent the event of this attempt again before. */
  resent: z.boolean(),
  trace_id: z.string().nullable(),
  minutes: z.number(),
  /** When anything of the job moved last, milliseconds since 1970. */
  progressed_at: z.number(),
  state: z.unknown(),
})
export type StuckFile = z.output<typeof stuckFile>

/**
 * Runs the work if no other instance is at it, in a transaction.
 *
 * @returns whether it ran.
 */
export async function asOnlyWatcher(
  database: Database,
  work: (transaction: CommonQueryMethods) => Promise<void>,
): Promise<boolean> {
  return database.pool.transaction(async (transaction) => {
    const mine = await transaction.oneFirst(sql.type(z.object({ mine: z.boolean() }))`
      select pg_try_advisory_xact_lock(${watchLock}, 0) as mine`)
    if (mine) await work(transaction)
    return mine
  })
}

/**
 * The files on which jobs wait that have not moved for too long, a few jobs at a time. Jobs of which an
 * event still waits in the outbox are left out: the broker is away, which is nobody's fault.
 */
export async function readStuckFiles(
  connection: CommonQueryMethods,
  after: { readonly runningMinutes: number; readonly pendingMinutes: number },
): Promise<StuckFile[]> {
  const rows = await connection.any(sql.type(stuckFile)`
    with job as (
      select job_id, status, attempt, resent_attempt, trace_id, progressed_at from ingestion_jobs
      where status in ('pending', 'running')
        and progressed_at < now() - make_interval(secs => 60 *
          case status when 'pending' then ${after.pendingMinutes}::float8 else ${after.runningMinutes}::float8 end)
        and not exists (select from outbox where outbox.job_id = ingestion_jobs.job_id)
      order by progressed_at limit 50
    )
    select file.job_id, file.file_id, file.is_root, file.attempt, file.filename, file.stage, file.status,
      job.status as job_status, coalesce(job.resent_attempt = job.attempt, false) as resent, job.trace_id,
      (extract(epoch from now() - job.progressed_at) / 60)::float8 as minutes,
      (1000 * extract(epoch from job.progressed_at))::float8 as progressed_at, file.state
    from job join job_files as file on file.job_id = job.job_id and file.attempt = job.attempt
    where file.status in ('pending', 'running')
      -- Members of a zip that never came leave no open file behind.
      or (file.is_root and not exists (
        select from job_files as other
        where other.job_id = job.job_id and other.attempt = job.attempt and other.status in ('pending', 'running')))
    order by file.job_id, file.member_number limit 1000`)
  return [...rows]
}

/** Remembers that the event of the job's attempt was sent again, and lets it be for as long as before. */
export async function markResent(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<void> {
  await connection.query(sql.unsafe`
    update ingestion_jobs set resent_attempt = attempt, progressed_at = now()
    where job_id = any(${sql.array([...jobIds], 'uuid')})`)
}

/** Lets the jobs be for as long again: what they wait for is under way. */
export async function postponeJobs(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<void> {
  await connection.query(sql.unsafe`
    update ingestion_jobs set progressed_at = now() where job_id = any(${sql.array([...jobIds], 'uuid')})`)
}
