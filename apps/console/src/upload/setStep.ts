import { batch, signal } from '@preact/signals'
import type { QueuedFile } from './QueuedFile.ts'
import type { Step } from './uploadStep.ts'

const everyMs = 200

/** Changes when steps have: what sums up thousands of files is made anew a few times a second, and not for each. */
export const changes = signal(0)
const changed = new Set<QueuedFile>()
let told = Number.NEGATIVE_INFINITY
let isAwaited = false

/** The page shows it a moment later, with others: to draw it sixty times a second would take a core from the sending. */
export function setStep(entry: QueuedFile, step: Step): void {
  entry.step = step
  changed.add(entry)
  if (isAwaited) return
  isAwaited = true
  setTimeout(show, Math.max(0, told + everyMs - performance.now()))
}

function show(): void {
  isAwaited = false
  told = performance.now()
  batch(() => {
    for (const entry of changed) entry.shown.value = entry.step
    changes.value += 1
  })
  changed.clear()
}
