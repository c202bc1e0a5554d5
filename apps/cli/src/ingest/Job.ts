import { z } from 'zod'

/** What the gateway answers to an upload. */
export const accepted = z.object({ job_id: z.string(), dataset_id: z.number().nullable() })

const status = z.enum(['pending', 'running', 'succeeded', 'failed'])

/** What the command needs of a job. */
export const job = z.object({
  job_id: z.string(),
  dataset_id: z.number().nullable(),
  original_filename: z.string().nullable(),
  status,
  stage: z.string().nullable(),
  progress_pct: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number(),
  profiles_rejected: z.number(),
  profiles_superseded: z.number(),
  error_log: z.string().nullable(),
  errors: z.array(z.looseObject({ code: z.string().nullable(), reason: z.string() })),
  warnings: z.array(z.string()),
  file_counts: z.object({ total: z.number(), ended: z.number(), succeeded: z.number(), failed: z.number() }),
  created_at: z.string(),
  completed_at: z.string().nullable(),
})
export type Job = z.output<typeof job>

/** A file that is held already, as `POST /known` tells of it. */
export const knownFile = z.object({
  sha256: z.string(),
  dataset_id: z.number(),
  job_id: z.string(),
  status,
  profile_count: z.number().nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
})
export type KnownFile = z.output<typeof knownFile>

/** The sentence of a problem+json answer, or what else it says. */
export function sentenceOf(status: number, body: string): string {
  try {
    const problem: unknown = JSON.parse(body)
    if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail)
  } catch {
    // Not from our gateway, or not from the gateway at all.
  }
  return `The gateway answered ${status}${body === '' ? '' : `: ${body.slice(0, 200)}`}`
}
