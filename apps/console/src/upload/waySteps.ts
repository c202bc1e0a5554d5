import type { Job } from '../api/jobs.ts'
import { stages } from '../app/stages.ts'
import type { Step } from './uploadStep.ts'

export interface WayStep {
  readonly label: string
  readonly state: 'pending' | 'running' | 'done' | 'failed'
  /** Of a running step, where it is known. */
  readonly percent: number | undefined
}

/** The way of a file from this browser to its summary. */
export function waySteps(step: Step, sizeBytes: number): WayStep[] {
  if (step.at === 'held') return [{ label: 'Held', state: 'done', percent: undefined }]
  const sent = step.at === 'sent'
  const percent = step.at === 'sending' ? (100 * step.sentBytes) / Math.max(1, sizeBytes) : undefined
  const sending = step.at === 'sending' ? 'running' : step.at === 'unsent' ? 'failed' : 'pending'
  return [{ label: 'Send', state: sent ? 'done' : sending, percent }, ...stageSteps(sent ? step.job : undefined)]
}

function stageSteps(job: Job | undefined): WayStep[] {
  const steps = stages.value.flatMap(({ stage, step }) => (step === null ? [] : [{ name: stage, label: step.label }]))
  return steps.map(({ name, label }) => {
    const told = job?.stages.find(({ stage }) => stage === name)
    if (told === undefined) return { label, state: 'pending', percent: undefined }
    const percent = told.total ? (100 * told.done) / told.total : undefined
    return { label, state: told.state, percent }
  })
}
