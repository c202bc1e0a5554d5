import type { Job } from '../api/jobs.ts'

/** Where a file is on its way. */
export type Step =
  | { readonly at: 'refused'; readonly reason: string }
  | { readonly at: 'waiting' }
  | { readonly at: 'sending'; readonly sentBytes: number }
  /** The gateway could not take it just now: it is sent again by itself. */
  | { readonly at: 'pausing'; readonly reason: string }
  | { readonly at: 'unsent'; readonly reason: string }
  /** Its bytes are held already: it was not sent. */
  | { readonly at: 'held'; readonly jobId: string; readonly datasetId: number; readonly filename: string | null }
  | { readonly at: 'sent'; readonly jobId: string; readonly job: Job | undefined; readonly problem?: string }

export function kindOf(step: Step): 'active' | 'done' | 'problem' {
  if (step.at === 'refused' || step.at === 'unsent') return 'problem'
  if (step.at === 'held') return 'done'
  if (step.at !== 'sent') return 'active'
  if (step.problem !== undefined || step.job?.status === 'failed') return 'problem'
  return step.job?.status === 'succeeded' ? 'done' : 'active'
}

/** A refused file fails the same way again. */
export const mayRetry = (step: Step): boolean =>
  step.at === 'sent' && step.job?.status === 'failed' && !step.job.refused
