import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
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

export interface JobFilter {
  readonly status: JobStatus | undefined
  /** Part of the file's name, in any case. */
  readonly text: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Jobs, newest first, and how many there are in all. */
export function listJobs(database: Database, filter: JobFilter): Promise<{ jobs: JobRow[]; total: number }> {
  const { status, text, limit, offset } = filter
  const conditions: FragmentSqlToken[] = [sql.fragment`true`]
  if (status !== undefined) conditions.push(sql.fragment`status = ${status}`)
  if (text !== undefined)
    conditions.push(sql.fragment`original_filename ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  const where = sql.join(conditions, sql.fragment` and `)
  return asDatabaseWork('Listing jobs', async () => {
    const [jobs, total] = await Promise.all([
      database.pool.any(sql.type(jobRow)`
        select ${columns} from ingestion_jobs where ${where}
        order by created_at desc, job_id limit ${limit} offset ${offset}`),
      database.pool.oneFirst(sql.type(z.object({ count: int8 }))`
        select count(*) as count from ingestion_jobs where ${where}`),
    ])
    return { jobs: [...jobs], total }
  })
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
