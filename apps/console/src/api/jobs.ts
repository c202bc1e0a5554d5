import type { JobList, JobSummary, ListJobFilesAnswer, RetryJobAnswer } from './generated/openApi.ts'
import { request } from './request.ts'

/** A job as `/jobs` lists it; the one that is read by its id says more, which the page does not need. */
export type Job = JobSummary
export type JobStage = Job['stages'][number]
export type TestCount = Job['test_counts'][number]

const base = '/api/v1/datasets/jobs'

export function listJobs(
  query: { status?: string | undefined; text?: string | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<JobList> {
  const { status, text, limit, offset } = query
  return request(base, { query: { status_filter: status, text, limit, offset }, signal })
}

export const readJob = (id: string, signal?: AbortSignal): Promise<Job> => request(`${base}/${id}`, { signal })

export async function listJobFiles(id: string, limit: number, offset: number, signal?: AbortSignal) {
  const { files } = await request<ListJobFilesAnswer>(`${base}/${id}/files`, { query: { limit, offset }, signal })
  return files
}

export const retryJob = (id: string): Promise<RetryJobAnswer> => request(`${base}/${id}/retry`, { method: 'POST' })

/** Whether nothing will change any more: it has failed, or it has succeeded and has its summary. */
export const isOver = (job: Job): boolean =>
  job.status === 'failed' || (job.status === 'succeeded' && job.stage === null)
export const hasEnded = (job: Job): boolean => job.status === 'failed' || job.status === 'succeeded'
