import { type CommonQueryMethods, sql } from 'slonik'
import { storableJson } from '../storableJson.ts'
import type { ProjectedJob } from './JobRow.ts'

/** A job as its upload was stored, for a database that has lost its row. */
export interface StagedJob {
  readonly job_id: string
  readonly file_id: string
  readonly dataset_id: number | null
  readonly original_filename: string
  readonly raw_file_path: string
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly created_at: number
}

/** Adds the rows of jobs that have none. */
export async function restoreJobs(connection: CommonQueryMethods, jobs: readonly StagedJob[]): Promise<void> {
  if (jobs.length === 0) return
  const records = jobs.map((job) => ({ ...job, created_at: new Date(job.created_at).toISOString() }))
  await connection.query(sql.unsafe`
    insert into ingestion_jobs (job_id, file_id, dataset_id, original_filename, raw_file_path, created_at)
    select job.job_id, job.file_id, datasets.dataset_id, job.original_filename, job.raw_file_path, job.created_at
    from jsonb_to_recordset(${sql.jsonb(storableJson(records))}) as job (job_id uuid, file_id uuid, dataset_id integer,
      original_filename varchar(500), raw_file_path varchar(1500), created_at timestamptz)
    left join datasets using (dataset_id)
    on conflict do nothing`)
}

/**
 * Stores what is projected of the jobs. A row that stays as it is keeps its revision, and wakes nobody.
 *
 * @returns how many of them have a row.
 */
export async function writeJobs(connection: CommonQueryMethods, jobs: readonly ProjectedJob[]): Promise<number> {
  if (jobs.length === 0) return 0
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  const records = jobs.map((job) => ({ ...job, started_at: iso(job.started_at), completed_at: iso(job.completed_at) }))
  const { rowCount } = await connection.query(sql.unsafe`
    update ingestion_jobs as job set
      attempt = new.attempt, status = new.status, stage = new.stage, progress_pct = new.progress_pct,
      profiles_total = new.profiles_total, profiles_ingested = new.profiles_ingested,
      profiles_rejected = new.profiles_rejected, profiles_superseded = new.profiles_superseded,
      outlier_count = new.outlier_count, error_log = new.error_log, errors = new.errors, warnings = new.warnings,
      test_counts = new.test_counts, stages = new.stages, file_counts = new.file_counts,
      started_at = new.started_at, completed_at = new.completed_at,
      progressed_at = now(),
      revision = job.revision + (${columns('job')} is distinct from ${columns('new')})::integer
    from jsonb_populate_recordset(null::ingestion_jobs, ${sql.jsonb(storableJson(records))}) as new
    where job.job_id = new.job_id`)
  return rowCount
}

function columns(table: string) {
  const names = [
    ...['attempt', 'status', 'stage', 'progress_pct', 'profiles_total', 'profiles_ingested', 'profiles_rejected'],
    ...['profiles_superseded', 'outlier_count', 'error_log', 'errors', 'warnings', 'test_counts', 'stages'],
    ...['file_counts', 'started_at', 'completed_at'],
  ]
  const list = sql.join(
    names.map((name) => sql.identifier([table, name])),
    sql.fragment`, `,
  )
  return sql.fragment`row(${list})`
}
