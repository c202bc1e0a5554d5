import type { Job } from '../api/jobs.ts'
import { byteSize, count, counted } from '../ui/formatNumber.ts'
import type { Step } from './uploadStep.ts'

/** How a file stands, in a sentence. */
export function outcomeOf(step: Step, sizeBytes: number): string {
  switch (step.at) {
    case 'refused':
    case 'unsent':
    case 'pausing':
      return step.reason
    case 'held':
      return heldSentence(step.filename)
    case 'waiting':
      return 'Waits for its turn'
    case 'sending':
      return `${byteSize(step.sentBytes)} of ${byteSize(sizeBytes)} sent`
    case 'sent':
      return step.problem ?? (step.job === undefined ? 'Sent' : outcomeOfJob(step.job))
  }
}

export function outcomeOfJob(job: Job): string {
  const { status, profiles_ingested: ingested, profiles_total: total, file_counts: files } = job
  if (status === 'failed') return job.error_log ?? job.errors[0]?.reason ?? 'It failed, without saying why.'
  // It stands still: why, is worth more than how far.
  if (job.waits_for?.detail) return job.waits_for.detail
  if (status === 'pending') return 'Sent; waits for the parser'
  if (status === 'running') {
    if (files.total > 1) return `${count(files.ended)} of ${counted(files.total, 'file')} done`
    return total === null ? 'Being read' : `${count(ingested)} of ${counted(total, 'profile')} written`
  }
  const parts = [`${counted(ingested, 'profile')} in the database`]
  if (files.failed > 0) parts.push(`${counted(files.failed, 'file')} of ${count(files.total)} failed`)
  if (job.profiles_rejected > 0) parts.push(`${count(job.profiles_rejected)} rejected`)
  if (job.profiles_superseded > 0)
    parts.push(`${count(job.profiles_superseded)} passed over, a newer version was there`)
  return parts.join(' · ')
}

function heldSentence(filename: string | null): string {
  return filename === null ? 'Held already: not sent' : `Held already, as ${filename}: not sent`
}
