import { setTimeout as sleep } from 'node:timers/promises'
import { accepted, type Job, sentenceOf } from './Job.ts'
import type { JobFollower } from './JobFollower.ts'
import { type Gateway, uploadFile } from './uploadFile.ts'

/** One line of `ingest --json`. */
export interface IngestResult {
  readonly file: string
  readonly job_id: string | null
  readonly dataset_id: number | null
  /** Failed too where the gateway did not take the file: then there is no job. */
  readonly status: 'succeeded' | 'failed'
  readonly profiles_total: number | null
  readonly profiles_ingested: number | null
  readonly errors: readonly unknown[]
  /** From the first byte sent to the end of the job. */
  readonly seconds: number
}

/** Where a file is on its way, for a progress bar. */
export interface Progress {
  readonly file: string
  readonly phase: 'uploading' | 'pending' | 'running'
  /** 0 to 100 of the phase. */
  readonly percent: number
}

/** Uploads one file and follows its job to the end. Never throws for what concerns this file only. */
export async function ingestFile(
  gateway: Gateway,
  follower: JobFollower,
  file: string,
  sizeBytes: number,
  datasetName: string | undefined,
  seen: (progress: Progress) => void,
): Promise<IngestResult> {
  const start = performance.now()
  const seconds = (): number => Math.round(performance.now() - start) / 1000
  let jobId: string | null = null
  try {
    const upload = await uploadPatiently(gateway, file, datasetName, (bytes) =>
      seen({ file, phase: 'uploading', percent: (100 * bytes) / Math.max(1, sizeBytes) }),
    )
    if (upload.status !== 202) {
      return { ...withoutJob(file, null, sentenceOf(upload.status, upload.body)), seconds: seconds() }
    }
    const { job_id } = accepted.parse(JSON.parse(upload.body))
    jobId = job_id
    const end = await follower.follow(job_id, (job) => {
      if (job.status === 'pending' || job.status === 'running') {
        seen({ file, phase: job.status, percent: job.progress_pct })
      }
    })
    return { ...result(file, end), seconds: seconds() }
  } catch (error) {
    const sentence = messageOf(error)
    return { ...withoutJob(file, jobId, sentence), seconds: seconds() }
  }
}

function withoutJob(file: string, jobId: string | null, sentence: string): Omit<IngestResult, 'seconds'> {
  const nothing = { profiles_total: null, profiles_ingested: null }
  return { file, job_id: jobId, dataset_id: null, status: 'failed', ...nothing, errors: [sentence] }
}

/** A gateway that is busy is asked again when it says so; its own limit, not a fault of the file. */
async function uploadPatiently(
  gateway: Gateway,
  file: string,
  datasetName: string | undefined,
  sent: (bytes: number) => void,
) {
  for (let tries = 1; ; tries += 1) {
    const answer = await uploadFile(gateway, file, datasetName, sent)
    if (answer.status !== 429 || tries === 20) return answer
    await sleep((Number(answer.headers['retry-after']) || 1) * 1000)
  }
}

function result(file: string, job: Job): Omit<IngestResult, 'seconds'> {
  const { job_id, dataset_id, profiles_total, profiles_ingested } = job
  const reasons = job.errors ?? []
  const errors = reasons.length === 0 && job.status === 'failed' && job.error_log ? [job.error_log] : reasons
  const status = job.status === 'succeeded' ? 'succeeded' : 'failed'
  return { file, job_id, dataset_id, status, profiles_total, profiles_ingested, errors }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ECONNREFUSED' ? 'The gateway cannot be reached: is it up?' : error.message
}
