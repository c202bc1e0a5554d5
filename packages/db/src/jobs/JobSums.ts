import { z } from 'zod'
import { jobFileRow } from './JobFileRow.ts'

/** What the members of a zip come to, those of the root's attempt. Times in milliseconds since 1970-01-01T00:00Z. */
export const memberSums = z.object({
  seen: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  /** Sum of the progress of each, 100 for one that has ended. */
  progress_sum: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number(),
  profiles_rejected: z.number(),
  profiles_superseded: z.number(),
  outlier_count: z.number(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  /** How many NetCDF members the zip names, as the members say. */
  members_total: z.number().nullable(),
  /** Members at each stage that have not ended there. */
  at_stage: z.record(z.string(), z.number()),
  /** Members that failed, by the stage that they failed in. */
  failed_at: z.record(z.string(), z.number()),
  /** When each stage was at work on the first member and on the last, milliseconds since 1970-01-01T00:00Z. */
  stage_times: z.record(z.string(), z.object({ began_at: z.number().nullable(), ended_at: z.number().nullable() })),
  /** The newest run of a member that is in the database. */
  newest_run: z.string().nullable(),
})

export const jobSums = z.object({ job_id: z.string(), root: jobFileRow, members: memberSums })
export type JobSums = z.output<typeof jobSums>
