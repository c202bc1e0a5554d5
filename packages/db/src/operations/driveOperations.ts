import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import type { Transaction } from '../Transaction.ts'

// Names the driver's lock among the advisory locks of the database.
const driveLock = 4_715

/** A file that is judged by a grey list of before is judged again after a while, and not for ever. */
const againSeconds = 10
const triesAtMost = 30

const running = z.object({ operation_id: z.string(), sent: z.number() })
export type RunningOperation = z.output<typeof running>

const taken = z.object({
  dataset_id: z.number(),
  is_active: z.boolean(),
  /** The FileStaged that the file was written from last. */
  file: z.record(z.string(), z.unknown()),
  attempt: z.number(),
})
export type TakenFile = z.output<typeof taken>

/** Whether a turn of driving would find anything to do. */
export function isAnythingRunning({ pool }: Database): Promise<boolean> {
  return asDatabaseWork('Looking for operations', () =>
    pool.oneFirst(sql.type(z.object({ found: z.boolean() }))`
      select exists (select from operations where state = 'running')
        or exists (select from operation_files where state = 'sent') as found`),
  )
}

/**
 * Does a turn of driving, unless another instance is at it.
 *
 * @returns what the work returns; undefined where another drives.
 */
export function asOnlyDriver<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T | undefined> {
  return asDatabaseWork('Driving operations', () =>
    database.pool.transaction(async (transaction) => {
      const mine = await transaction.oneFirst(sql.type(z.object({ mine: z.boolean() }))`
        select pg_try_advisory_xact_lock(${driveLock}, 0) as mine`)
      return mine ? work(transaction) : undefined
    }),
  )
}

/**
 * Counts the files that have ended since: written by a run of the operation, or by a later one that overtook it; or
 * given up with a dead letter. Operations of which none is left are done.
 *
 * @param greyList the digest of the grey list as it is now: what an operation for its sake has had judged by another
 * is judged again.
 */
export async function settleFiles(transaction: Transaction, greyList: string | undefined): Promise<void> {
  await transaction.query(sql.unsafe`
    with ended as (
      select f.operation_id, f.dataset_id,
        o.request ? 'grey_list' and ${greyList !== undefined} and d.grey_list_sha256 is distinct from ${greyList ?? null}::text
          as is_of_old_list
      from operation_files f join operations o using (operation_id) join datasets d using (dataset_id)
      where f.state = 'sent' and (
        d.written_run_id > f.sent_run_id
        or d.written_run_id is distinct from f.run_before and d.written_event #>> '{file,operation_id}' = f.operation_id::text)
    ), again as (
      update operation_files f set
        state = case when tries < ${triesAtMost} then 'waiting' else 'failed' end,
        not_before = now() + make_interval(secs => ${againSeconds}),
        reason = case when tries < ${triesAtMost} then null
          else 'The cleaner judges by another grey list than the one that the gateway reads: see GREY_LIST_PATH of both.' end
      from ended where is_of_old_list and (f.operation_id, f.dataset_id) = (ended.operation_id, ended.dataset_id)
    ), succeeded as (
      delete from operation_files f using ended
      where not is_of_old_list and (f.operation_id, f.dataset_id) = (ended.operation_id, ended.dataset_id)
      returning f.operation_id
    )
    update operations o set files_succeeded = files_succeeded + counted.files
    from (select operation_id, count(*) as files from succeeded group by 1) as counted
    where o.operation_id = counted.operation_id`)
  // The clocks of broker and database may differ a little.
  await transaction.query(sql.unsafe`
    update operation_files f set state = 'failed', reason = letter.reason
    from datasets d cross join lateral (
      select letter.happened_at, letter.reason from dead_letters letter
      where letter.file_id = d.file_id and (letter.stage in ('parser', 'writer') or letter.reason_code = 'STUCK')
      order by letter.happened_at desc limit 1
    ) as letter
    where f.state = 'sent' and d.dataset_id = f.dataset_id and letter.happened_at > f.sent_at - interval '2 seconds'`)
  // Nothing was heard of it for so long, and it does not wait for room either: its event is lost.
  await transaction.query(sql.unsafe`
    update operation_files f set state = 'waiting'
    from datasets d
    where f.state = 'sent' and f.sent_at < now() - interval '1 hour' and d.dataset_id = f.dataset_id
      and not exists (select from outbox where bulk_file_id = d.file_id)`)
  await transaction.query(sql.unsafe`
    update operations o set state = 'done', ended_at = now(), changed_at = now()
    where state = 'running' and not exists (
      select from operation_files f where f.operation_id = o.operation_id and f.state in ('waiting', 'sent'))`)
}

/**
 * The operations that are running, with how many of their files are under way. Whoever pauses or stops one meanwhile
 * waits for the end of the turn: after the answer no file is begun.
 */
export function runningOperations(transaction: Transaction): Promise<readonly RunningOperation[]> {
  return transaction.any(sql.type(running)`
    select operation_id, (
      select count(*)::int from operation_files f where f.operation_id = o.operation_id and f.state = 'sent') as sent
    from operations o where state = 'running' order by requested_at, operation_id for share of o`)
}

/** The next files of an operation, with the attempt that their jobs are at. */
export function nextFiles(
  transaction: Transaction,
  operationId: string,
  atMost: number,
): Promise<readonly TakenFile[]> {
  return transaction.any(sql.type(taken)`
    select f.dataset_id, d.is_active, d.written_event -> 'file' as file,
      coalesce(job_file.attempt, (d.written_event #>> '{file,attempt}')::integer, 1) as attempt
    from operation_files f join datasets d using (dataset_id)
      left join job_files job_file
        on job_file.job_id = (d.written_event #>> '{file,job_id}')::uuid and job_file.file_id = d.file_id
    where f.operation_id = ${operationId} and f.state = 'waiting' and (f.not_before is null or f.not_before <= now())
    order by f.dataset_id limit ${atMost}`)
}

/** Notes that files are on their way. @param runId made now: runs that begin later sort after it. */
export async function markSent(
  transaction: Transaction,
  operationId: string,
  datasetIds: readonly number[],
  runId: string,
): Promise<void> {
  await transaction.query(sql.unsafe`
    update operation_files f set state = 'sent', tries = f.tries + 1, sent_at = now(), sent_run_id = ${runId},
      run_before = d.written_run_id, not_before = null
    from datasets d
    where d.dataset_id = f.dataset_id and f.operation_id = ${operationId}
      and f.dataset_id = any (${sql.array([...datasetIds], 'int4')})`)
}

/** Notes that files cannot be read again, and why. */
export async function markLeft(
  transaction: Transaction,
  operationId: string,
  datasetIds: readonly number[],
  { state, reason }: { readonly state: 'missing' | 'withdrawn'; readonly reason: string },
): Promise<void> {
  if (datasetIds.length === 0) return
  await transaction.query(sql.unsafe`
    update operation_files set state = ${state}, reason = ${reason}
    where operation_id = ${operationId} and dataset_id = any (${sql.array([...datasetIds], 'int4')})`)
}
