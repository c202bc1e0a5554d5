import { verdictCodes } from '@floatchat/contracts/IngestionError'
import { pipeline } from '@floatchat/contracts/pipeline'
import type { JobRow } from '@floatchat/db/jobs/JobRow'
import type { JobFile } from '@floatchat/db/jobs/readJobs'
import { z } from 'zod'
import { type PipelineWatch, stageHealthJson } from '../health/PipelineWatch.ts'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'

const steps = pipeline.flatMap(({ name, step }) => (step === undefined ? [] : [name]))
const time = z.iso.datetime().nullable()
const status = z.enum(['pending', 'running', 'succeeded', 'failed'])
const stage = z
  .string()
  .nullable()
  .describe(`${steps.join(', ')}; null once it is through.`)

const jobError = z
  .object({
    file: z.string().nullable().describe('The file, by its path in a zip; null for the upload as a whole.'),
    stage: z.string().nullable(),
    code: z.string().nullable(),
    profile_number: z.int().nullable().describe('Index along N_PROF, from 0; null where the file failed as a whole.'),
    platform_number: z.string().nullable(),
    cycle_number: z.int().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'JobError' })

export const jobFileJson = z
  .object({
    file_id: z.uuid(),
    dataset_id: z.int().nullable(),
    filename: z.string(),
    attempt: z.int(),
    status,
    stage,
    progress_pct: z.int(),
    profiles_total: z.int().nullable(),
    profiles_ingested: z.int(),
    profiles_rejected: z.int(),
    profiles_superseded: z.int().describe('Lost to a version that was already there.'),
    outlier_count: z.int().describe('Levels of which a value failed a test.'),
    reason: z.string().nullable().describe('Why it failed.'),
    started_at: time,
    ended_at: time,
  })
  .meta({ id: 'JobFile' })

export const jobSummaryJson = z
  .object({
    job_id: z.uuid(),
    dataset_id: z.int().nullable(),
    original_filename: z.string().nullable(),
    raw_file_path: z.string().nullable(),
    status,
    progress_pct: z.int(),
    profiles_total: z.int().nullable(),
    profiles_ingested: z.int(),
    error_log: z.string().nullable().describe('Why the job failed, for people.'),
    refused: z
      .boolean()
      .describe('It failed by nothing but the file: it is no Argo profile, or cut short. To retry it changes nothing.'),
    errors: z.array(jobError).describe('Files and profiles that could not be ingested, the first 1,000.'),
    started_at: time,
    completed_at: time,
    created_at: z.iso.datetime(),
    attempt: z.int().describe('Counts up with each retry.'),
    stage,
    stages: z.array(
      z.object({
        stage: z.string(),
        state: z.enum(['pending', 'running', 'done', 'failed']),
        done: z.int().describe('Profiles; members, for a zip.'),
        total: z.int().nullable(),
        started_at: time,
        ended_at: time,
      }),
    ),
    file_counts: z
      .object({ total: z.int(), ended: z.int(), succeeded: z.int(), failed: z.int() })
      .describe('One for a single file; the NetCDF members of a zip.'),
    profiles_rejected: z.int(),
    profiles_superseded: z.int(),
    outlier_count: z.int(),
    warnings: z.array(z.string()),
    test_counts: z.array(z.object({ test_bit: z.int(), parameter: z.string(), count: z.int() })),
    waits_for: stageHealthJson
      .nullable()
      .describe('The stage that the job is in, where that has no instance or is far behind; null where it goes on.'),
    trace_id: z.string().nullable().describe('W3C trace id: one trace runs from the upload to the summary.'),
    revision: z.int().describe('Counts the changes of the job; the id of its server-sent event.'),
  })
  .meta({ id: 'JobSummary' })

export const jobJson = jobSummaryJson
  .extend({
    files: z.array(jobFileJson).describe('The first 100 files; /jobs/{job_id}/files pages through all of them.'),
  })
  .meta({ id: 'Job' })

export const jobListJson = z
  .object({
    jobs: z.array(jobSummaryJson),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
    counts: z
      .object({ pending: z.int(), running: z.int(), succeeded: z.int(), failed: z.int(), refused: z.int() })
      .describe('Jobs of each status under the other filters; failed without those that were refused.'),
  })
  .meta({ id: 'JobList' })

/** The job as clients see it, with times as ISO 8601 in UTC. */
export function toJobSummary(row: JobRow, pipeline: Pick<PipelineWatch, 'waitsFor'>): z.output<typeof jobSummaryJson> {
  const isOpen = row.status === 'pending' || row.status === 'running'
  return {
    ...row,
    refused: isRefused(row),
    waits_for: isOpen ? pipeline.waitsFor(row.stage ?? 'parser') : null,
    stages: row.stages.map((entry) => ({
      ...entry,
      started_at: isoTimeOrNull(entry.started_at),
      ended_at: isoTimeOrNull(entry.ended_at),
    })),
    started_at: isoTimeOrNull(row.started_at),
    completed_at: isoTimeOrNull(row.completed_at),
    created_at: isoTime(row.created_at),
  }
}

/** Whether nothing but the files themselves is to blame. */
function isRefused({ status, errors }: JobRow): boolean {
  return (
    status === 'failed' && errors.length > 0 && errors.every(({ code }) => verdictCodes.some((one) => one === code))
  )
}

export function toJobFile({ member_number: _, ...row }: JobFile): z.output<typeof jobFileJson> {
  return { ...row, started_at: isoTimeOrNull(row.started_at), ended_at: isoTimeOrNull(row.ended_at) }
}
