import { z } from 'zod'
import { int8 } from '../int8.ts'
import { jobStatus } from './JobFileRow.ts'

/** What the projection says of a job: the columns of ingestion_jobs that it owns. */
export const projectedJob = z.object({
  job_id: z.string(),
  attempt: z.number(),
  status: jobStatus,
  stage: z.string().nullable(),
  progress_pct: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number(),
  profiles_rejected: z.number(),
  profiles_superseded: z.number(),
  outlier_count: z.number(),
  error_log: z.string().nullable(),
  errors: z.array(
    z.object({
      file: z.string().nullable(),
      stage: z.string().nullable(),
      code: z.string().nullable(),
      profile_number: z.number().nullable(),
      platform_number: z.string().nullable(),
      cycle_number: z.number().nullable(),
      reason: z.string(),
    }),
  ),
  warnings: z.array(z.string()),
  test_counts: z.array(z.object({ test_bit: z.number(), parameter: z.string(), count: z.number() })),
  stages: z.array(
    z.object({
      stage: z.string(),
      state: z.enum(['pending', 'running', 'done', 'failed']),
      done: z.number(),
      total: z.number().nullable(),
      started_at: z.number().nullable(),
      ended_at: z.number().nullable(),
    }),
  ),
  file_counts: z.object({ total: z.number(), ended: z.number(), succeeded: z.number(), failed: z.number() }),
  started_at: z.number().nullable(),
  completed_at: z.number().nullable(),
})
export type ProjectedJob = z.output<typeof projectedJob>
export type JobError = ProjectedJob['errors'][number]

/** A job as it is read: what is recorded once at the upload, and what is projected. */
export const jobRow = projectedJob.extend({
  dataset_id: z.number().nullable(),
  original_filename: z.string().nullable(),
  raw_file_path: z.string().nullable(),
  trace_id: z.string().nullable(),
  revision: int8,
  outlier_count: int8,
  created_at: z.number(),
})
export type JobRow = z.output<typeof jobRow>
