import { verdictCodes } from '@floatchat/contracts/IngestionError'
import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { pageFromEnd } from '../pageFromEnd.ts'
import type { JobStatus } from './JobFileRow.ts'
import { type JobRow, jobRow } from './JobRow.ts'

const columns = sql.fragment`
  job_id, dataset_id, original_filename, raw_file_path, status, stage, progress_pct, profiles_total, profiles_ingested,
  profiles_rejected, profiles_superseded, outlier_count, error_log, errors, warnings, test_counts, stages, file_counts,
  attempt, trace_id, revision, started_at, completed_at, created_at`

/** The job, or undefined for an unknown one. */
export function readJob(database: Database, jobId: string): Promise<JobRow | undefined> {
  return asDatabaseWork('Reading a job', async () => {
    const row = await database.pool.maybeOne(
      sql.type(jobRow)`select ${columns} from ingestion_jobs where job_id = ${jobId}`,
    )
    return row ?? undefined
  })
}

/** How often the job has changed; undefined for an unknown one. */
export function readJobRevision(database: Database, jobId: string): Promise<number | undefined> {
  return asDatabaseWork('Reading a job', async () => {
    const schema = z.object({ revision: int8 })
    const row = await database.pool.maybeOne(
      sql.type(schema)`select revision from ingestion_jobs where job_id = ${jobId}`,
    )
    return row?.revision
  })
}

/** The jobs, in no order, with `endedOnly` those that have succeeded or failed; and the ids that no job has. */
export function readJobs(
  database: Database,
  jobIds: readonly string[],
  endedOnly: boolean,
): Promise<{ jobs: JobRow[]; unknown: string[] }> {
  const ids = sql.array([...jobIds], 'uuid')
  const ended = endedOnly ? sql.fragment`and status in ('succeeded', 'failed')` : sql.fragment``
  return asDatabaseWork('Reading jobs', async () => {
    const [jobs, unknown] = await Promise.all([
      database.pool.any(sql.type(jobRow)`select ${columns} from ingestion_jobs where job_id = any(${ids}) ${ended}`),
      database.pool.anyFirst(sql.type(z.object({ job_id: z.string() }))`
        select job_id from unnest(${ids}) as wanted (job_id)
        where not exists (select from ingestion_jobs as job where job.job_id = wanted.job_id)`),
    ])
    return { jobs: [...jobs], unknown: [...unknown] }
  })
}

const sorts = {
  created: sql.fragment`created_at`,
  filename: sql.fragment`original_filename`,
  profiles: sql.fragment`profiles_ingested`,
} as const
/** What jobs can be sorted by. */
export type JobSort = keyof typeof sorts

export interface JobFilter {
  readonly status: JobStatus | undefined
  /** Of failed jobs: whether nothing but the files themselves is to blame. */
  readonly refused: boolean | undefined
  /** Part of the file's name, in any case. */
  readonly text?: string | undefined
  /** Recorded in this time, milliseconds since 1970: the first in and the last out. */
  readonly from: number | undefined
  readonly until: number | undefined
  readonly sort: JobSort
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly offset: number
}

const isRefused = sql.fragment`(status = 'failed' and coalesce((
  select bool_and(coalesce(error ->> 'code', '') = any(${sql.array([...verdictCodes], 'text')}))
  from jsonb_array_elements(errors) as error), false))`

const jobCounts = z.object({ pending: int8, running: int8, succeeded: int8, failed: int8, refused: int8 })
/** Jobs by status; `failed` without those that were refused. */
export type JobCounts = z.output<typeof jobCounts>

/** A page of jobs, how many there are of them in all, and by status whatever the filter says of status. */
export function listJobs(
  database: Database,
  filter: JobFilter,
): Promise<{ jobs: JobRow[]; total: number; counts: JobCounts }> {
  const { status, refused, text, from, until, sort, order, limit, offset } = filter
  const conditions: FragmentSqlToken[] = [sql.fragment`true`]
  if (text !== undefined)
    conditions.push(sql.fragment`original_filename ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  if (from !== undefined) conditions.push(sql.fragment`created_at >= to_timestamp(${from / 1000})`)
  if (until !== undefined) conditions.push(sql.fragment`created_at < to_timestamp(${until / 1000})`)
  const any = sql.join([...conditions], sql.fragment` and `)
  if (status !== undefined) conditions.push(sql.fragment`status = ${status}`)
  if (refused !== undefined) conditions.push(refused ? sql.fragment`${isRefused}` : sql.fragment`not ${isRefused}`)
  const where = sql.join(conditions, sql.fragment` and `)
  return asDatabaseWork('Listing jobs', async () => {
    const counts = await database.pool.one(sql.type(jobCounts)`
      select count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'running') as running,
        count(*) filter (where status = 'succeeded') as succeeded,
        count(*) filter (where status = 'failed' and not ${isRefused}) as failed,
        count(*) filter (where ${isRefused}) as refused
      from ingestion_jobs where ${any}`)
    const total = totalOf(counts, status, refused)
    const page = pageFromEnd(total, limit, offset)
    if (page === undefined) return { jobs: [], total, counts }
    const [way, back] =
      (order === 'asc') === page.reversed
        ? [sql.fragment`desc`, sql.fragment`asc`]
        : [sql.fragment`asc`, sql.fragment`desc`]
    // As the indexes have it: created_at desc, job_id.
    const by = sql.fragment`${sorts[sort]} ${way}, job_id ${back}`
    // The ids first: what a job says of itself is long, and is read for the page alone.
    const rows = await database.pool.any(sql.type(jobRow)`
      select ${columns} from ingestion_jobs where job_id = any (array(
        select job_id from ingestion_jobs where ${where} order by ${by} limit ${page.limit} offset ${page.offset}))
      order by ${by}`)
    return { jobs: page.reversed ? rows.toReversed() : [...rows], total, counts }
  })
}

/** How many of the counted jobs have the status. */
function totalOf(counts: JobCounts, status: JobStatus | undefined, refused: boolean | undefined): number {
  const failed = (refused === true ? 0 : counts.failed) + (refused === false ? 0 : counts.refused)
  if (status === 'failed') return failed
  if (status !== undefined) return refused === true ? 0 : counts[status]
  const others = refused === true ? 0 : counts.pending + counts.running + counts.succeeded
  return others + failed
}

const file = z.object({
  file_id: z.string(),
  dataset_id: z.number().nullable(),
  filename: z.string(),
  member_number: z.number().nullable(),
  attempt: z.number(),
  status: z.enum(['pending', 'running', 'succeeded', 'failed']),
  stage: z.string().nullable(),
  progress_pct: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number(),
  profiles_rejected: z.number(),
  profiles_superseded: z.number(),
  outlier_count: int8,
  reason: z.string().nullable(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
})
export type JobFile = z.output<typeof file>

/** The files of a job: the members in the order of the zip, or the one file that was uploaded. */
export function listJobFiles(database: Database, jobId: string, limit: number, offset: number): Promise<JobFile[]> {
  return asDatabaseWork('Listing the files of a job', async () => {
    const rows = await database.pool.any(sql.type(file)`
      select file_id, dataset_id, filename, member_number, attempt, status, stage, progress_pct, profiles_total,
        profiles_ingested, profiles_rejected, profiles_superseded, outlier_count, reason, started_at, ended_at
      from job_files
      where job_id = ${jobId}
        and (not is_root or not exists (select from job_files as member where member.job_id = ${jobId} and not member.is_root))
      order by member_number, file_id limit ${limit} offset ${offset}`)
    return [...rows]
  })
}
