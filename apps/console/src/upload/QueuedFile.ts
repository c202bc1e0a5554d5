import type { Signal } from '@preact/signals'
import type { Step } from './uploadStep.ts'

/** A file of the list of uploads. */
export interface QueuedFile {
  readonly number: number
  readonly path: string
  readonly sizeBytes: number
  readonly datasetName: string | undefined
  /** Gone where the page was opened anew since. */
  readonly file: File | undefined
  /** Changed by `setStep` alone. */
  step: Step
  /** The step as its row shows it, a moment later. */
  readonly shown: Signal<Step>
  stop: AbortController
  /** To be sent whatever is known of its bytes. */
  insist: boolean
}
