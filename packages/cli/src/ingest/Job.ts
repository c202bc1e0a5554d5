import { z } from 'zod'

/** What the gateway answers to an upload. */
export const accepted = z.object({ job_id: z.string(), dataset_id: z.number().nullable() })

/** What `ingest` needs of `GET /jobs/{job_id}`. */
export const job = z.object({
  job_id: z.string(),
  dataset_id: z.number().nullable(),
  status: z.enum(['pending', 'running', 'succeeded', 'failed']),
  progress_pct: z.number(),
  profiles_total: z.number().nullable(),
  profiles_ingested: z.number().nullable(),
  error_log: z.string().nullish(),
  errors: z.array(z.unknown()).nullish(),
})
export type Job = z.output<typeof job>

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
