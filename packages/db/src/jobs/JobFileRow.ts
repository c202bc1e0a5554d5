import { z } from 'zod'

export const jobStatus = z.enum(['pending', 'running', 'succeeded', 'failed'])
export type JobStatus = z.output<typeof jobStatus>

/** A row of job_files. Times are milliseconds since 1970-01-01T00:00Z. */
export const jobFileRow = z.object({
  job_id: z.string(),
  file_id: z.string(),
  /** The file that was uploaded; false for a member of a zip. */
  is_root: z.boolean(),
  attempt: z.number(),
  member_number: z.number().nullable(),
  filename: z.string(),
  dataset_id: z.number().nullable(),
  status: jobStatus,
  /** The stage that the file is at, or failed in; null once it is through. */
  stage: z.string().nullable(),
  progress_pct: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number(),
  profiles_rejected: z.number(),
  profiles_superseded: z.number(),
  outlier_count: z.number(),
  reason: z.string().nullable(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  /** The newest run that is in the database. */
  run_id: z.string().nullable(),
  /** How many NetCDF members the zip names that it is a member of. */
  members_total: z.number().nullable(),
  /** When each stage began with it and last spoke of it; null where none has. */
  stage_times: z.record(z.string(), z.object({ began_at: z.number(), ended_at: z.number() })).nullable(),
  /** What the row is derived from; its shape is the gateway's. */
  state: z.unknown(),
})
export type JobFileRow = z.output<typeof jobFileRow>

/** The served table, and the one in which a rebuilt projection grows. */
export type JobFilesTable = 'job_files' | 'job_files_rebuilt'
