import type { Job, KnownFile } from './Job.ts'

/** One line of `ingest --json`. */
export interface IngestResult {
  readonly file: string
  readonly job_id: string | null
  readonly dataset_id: number | null
  /** Failed too where the gateway did not take the file: then there is no job. */
  readonly status: 'succeeded' | 'failed'
  /** False where the bytes were held already, or the gateway did not take them. */
  readonly sent: boolean
  readonly profiles_total: number | null
  readonly profiles_ingested: number | null
  /** Passed over, since a newer version of them was there. */
  readonly profiles_superseded: number | null
  readonly errors: readonly unknown[]
  readonly warnings: readonly string[]
  /** From the first byte sent to the end of the job. */
  readonly seconds: number
}

const nothing = { profiles_total: null, profiles_ingested: null, profiles_superseded: null, warnings: [] }

/** The file has no job, or the job was lost sight of. */
export function resultWithout(file: string, jobId: string | null, error: unknown, seconds: number): IngestResult {
  const sent = jobId !== null
  return { file, job_id: jobId, dataset_id: null, status: 'failed', sent, ...nothing, errors: [error], seconds }
}

export function resultOfJob(file: string, job: Job, sent: boolean, seconds: number): IngestResult {
  const { job_id, dataset_id, profiles_total, profiles_ingested, profiles_superseded, warnings } = job
  const errors = job.errors.length === 0 && job.status === 'failed' && job.error_log ? [job.error_log] : job.errors
  const status = job.status === 'succeeded' ? 'succeeded' : 'failed'
  const profiles = { profiles_total, profiles_ingested, profiles_superseded }
  return { file, job_id, dataset_id, status, sent, ...profiles, errors, warnings, seconds }
}

/** The file was not sent: its bytes are held, or were found before to be such as are not taken. */
export function resultOfKnown(file: string, known: KnownFile): IngestResult {
  const { job_id, dataset_id, profile_count, code, reason } = known
  const succeeded = known.status === 'succeeded'
  const profiles = succeeded ? { profiles_total: profile_count, profiles_ingested: profile_count } : {}
  return {
    ...{ file, job_id, dataset_id, status: succeeded ? 'succeeded' : 'failed', sent: false },
    ...{ ...nothing, ...profiles },
    errors: reason === null ? [] : [{ code, reason }],
    seconds: 0,
  }
}
