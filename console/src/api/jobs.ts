import { request } from './request.ts'

/** ISO 8601 in UTC. */
export type Instant = string
export type JobStatus = 'pending' | 'running' | 'succeeded' | 'failed'

export interface JobError {
  readonly file: string | null
  readonly stage: string | null
  readonly code: string | null
  readonly profile_number: number | null
  readonly platform_number: string | null
  readonly cycle_number: number | null
  readonly reason: string
}

export interface JobStage {
  readonly stage: string
  readonly state: 'pending' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number | null
  readonly started_at: Instant | null
  readonly ended_at: Instant | null
}

export interface TestCount {
  readonly test_bit: number
  readonly parameter: string
  readonly count: number
}

/** A job as `/jobs` lists it. */
export interface Job {
  readonly job_id: string
  readonly dataset_id: number | null
  readonly original_filename: string | null
  readonly raw_file_path: string | null
  readonly status: JobStatus
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  readonly profiles_rejected: number
  readonly profiles_superseded: number
  readonly outlier_count: number
  readonly error_log: string | null
  readonly errors: readonly JobError[]
  readonly warnings: readonly string[]
  readonly test_counts: readonly TestCount[]
  readonly stages: readonly JobStage[]
  readonly file_counts: {
    readonly total: number
    readonly ended: number
    readonly succeeded: number
    readonly failed: number
  }
  /** Where it is; null once it is through. */
  readonly stage: string | null
  readonly attempt: number
  readonly trace_id: string | null
  readonly revision: number
  readonly started_at: Instant | null
  readonly completed_at: Instant | null
  readonly created_at: Instant
}

export interface JobFile {
  readonly file_id: string
  readonly dataset_id: number | null
  readonly filename: string
  readonly status: JobStatus
  readonly stage: string | null
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  readonly profiles_rejected: number
  readonly outlier_count: number
  readonly reason: string | null
}

export interface JobPage {
  readonly jobs: readonly Job[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

const base = '/api/v1/datasets/jobs'

export function listJobs(
  query: { status?: string | undefined; text?: string | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<JobPage> {
  const { status, text, limit, offset } = query
  return request(base, { query: { status_filter: status, text, limit, offset }, signal })
}

export const readJob = (id: string, signal?: AbortSignal): Promise<Job> => request(`${base}/${id}`, { signal })

export async function listJobFiles(id: string, limit: number, offset: number, signal?: AbortSignal) {
  const { files } = await request<{ files: JobFile[] }>(`${base}/${id}/files`, { query: { limit, offset }, signal })
  return files
}

export const retryJob = (id: string): Promise<{ attempt: number }> => request(`${base}/${id}/retry`, { method: 'POST' })

/** Whether nothing will change any more: it has failed, or it has succeeded and has its summary. */
export const isOver = (job: Job): boolean =>
  job.status === 'failed' || (job.status === 'succeeded' && job.stage === null)
export const hasEnded = (job: Job): boolean => job.status === 'failed' || job.status === 'succeeded'
