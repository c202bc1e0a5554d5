import type { JobList, JobSummary, ListJobFilesAnswer, QueryJobsAnswer, RetryJobAnswer } from './generated/openApi.ts'
import { request } from './request.ts'

/** A job as `/jobs` lists it; the one that is read by its id says more, which the page does not need. */
export type Job = JobSummary
export type JobStage = Job['stages'][number]
export type TestCount = Job['test_counts'][number]

const base = '/api/v1/datasets/jobs'

export interface JobQuery {
  readonly status?: string | undefined
  /** Of failed jobs those that the file is to blame for, or the others. */
  readonly refused?: boolean | undefined
  readonly text?: string | undefined
  readonly time?: string | undefined
  readonly sort?: string | undefined
  readonly order?: string | undefined
  readonly limit: number
  readonly offset: number
}

export function listJobs({ status, ...query }: JobQuery, signal?: AbortSignal): Promise<JobList> {
  return request(base, { query: { ...query, status_filter: status }, signal })
}

/** Many jobs by their ids, at most 1,000; unknown ones are named. */
export const queryJobs = (
  jobIds: readonly string[],
  { signal, endedOnly = false }: { signal?: AbortSignal; endedOnly?: boolean } = {},
): Promise<QueryJobsAnswer> =>
  request(`${base}/query`, { method: 'POST', body: { job_ids: jobIds, ended_only: endedOnly }, signal })

export async function listJobFiles(id: string, limit: number, offset: number, signal?: AbortSignal) {
  const { files } = await request<ListJobFilesAnswer>(`${base}/${id}/files`, { query: { limit, offset }, signal })
  return files
}

export const retryJob = (id: string): Promise<RetryJobAnswer> => request(`${base}/${id}/retry`, { method: 'POST' })

/** Whether nothing will change any more: it has failed, or it has succeeded and has its summary. */
export const isOver = (job: Job): boolean =>
  job.status === 'failed' || (job.status === 'succeeded' && job.stage === null)
export const hasEnded = (job: Job): boolean => job.status === 'failed' || job.status === 'succeeded'
