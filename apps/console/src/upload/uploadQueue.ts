import { computed, signal } from '@preact/signals'
import { sentenceOf } from '../api/ApiProblem.ts'
import { hasEnded, retryJob } from '../api/jobs.ts'
import { announce } from '../app/announce.ts'
import { counted } from '../ui/formatNumber.ts'
import type { GivenFile } from './droppedFiles.ts'
import { JobWatch } from './JobWatch.ts'
import { Lookups } from './Lookups.ts'
import type { QueuedFile } from './QueuedFile.ts'
import { isClutter, refuseFile } from './refuseFile.ts'
import { forgetUploads, rememberedUploads } from './rememberedUploads.ts'
import { keepRemembered, rememberSoon } from './rememberSoon.ts'
import { sendStubbornly } from './sendStubbornly.ts'
import { changes, setStep } from './setStep.ts'
import { kindOf, mayRetry, type Step } from './uploadStep.ts'

/** Files sent at once: enough to hide the waiting, and connections are left for the rest of the console. */
const atOnce = 5

export const queue = signal<readonly QueuedFile[]>([])
/** Whether no further file is begun; those under way go on. */
export const isPaused = signal(false)
const watch = new JobWatch()
const lookups = new Lookups()
let numbers = 0
/** Files that are looked up or sent: one that is looked up still waits by its step, and is not to be begun again. */
const underWay = new Set<QueuedFile>()

/** The list, told anew when steps of its files have changed. */
export const queueAsItMoves = computed(() => ({ change: changes.value, files: queue.value }))

/** What has become of all files together. */
export const queueSummary = computed(() => {
  const sum = { files: 0, active: 0, succeeded: 0, problems: 0, bytes: 0, sentBytes: 0, unsent: 0 }
  for (const { step, sizeBytes } of queueAsItMoves.value.files) {
    sum.files += 1
    const kind = kindOf(step)
    if (kind === 'active') sum.active += 1
    if (kind === 'done') sum.succeeded += 1
    if (kind === 'problem') sum.problems += 1
    if (step.at === 'refused' || step.at === 'held') continue
    sum.bytes += sizeBytes
    sum.sentBytes += step.at === 'sent' ? sizeBytes : step.at === 'sending' ? step.sentBytes : 0
    if (step.at === 'waiting' || step.at === 'sending' || step.at === 'pausing') sum.unsent += 1
  }
  return sum
})

export function addFiles(given: readonly GivenFile[], datasetName: string | undefined): void {
  const files = given.filter(({ file }) => !isClutter(file.name))
  const added = files.map(({ file, path }): QueuedFile => {
    const reason = refuseFile(file.name, file.size)
    const step: Step = reason === undefined ? { at: 'waiting' } : { at: 'refused', reason }
    return {
      number: ++numbers,
      path,
      sizeBytes: file.size,
      datasetName,
      file,
      step,
      shown: signal(step),
      stop: new AbortController(),
      insist: false,
    }
  })
  queue.value = [...queue.value, ...added]
  const refused = added.filter(({ step }) => step.at === 'refused').length
  announce(`${counted(added.length, 'file')} added${refused > 0 ? `, ${refused} of them not taken` : ''}`)
  sendNext()
}

/** Sends a file that was stopped, could not be sent, or was not since it is held or was refused before. */
export function sendAgain(entry: QueuedFile): void {
  makeWait(entry)
  sendNext()
}

function makeWait(entry: QueuedFile): void {
  lookups.forget(entry)
  entry.stop = new AbortController()
  setStep(entry, { at: 'waiting' })
}

export function stopSending(entries: readonly QueuedFile[]): void {
  for (const entry of entries) {
    const { at } = entry.step
    if (at !== 'waiting' && at !== 'sending' && at !== 'pausing') continue
    entry.stop.abort()
    setStep(entry, { at: 'unsent', reason: 'You stopped it before it was sent.' })
  }
}

/** Begins a failed job anew, from the file as it was sent. */
export async function retryEntry(entry: QueuedFile): Promise<void> {
  const step = entry.step
  if (step.at !== 'sent') return
  try {
    await retryJob(step.jobId)
    setStep(entry, { at: 'sent', jobId: step.jobId, job: undefined })
    follow(entry, step.jobId)
  } catch (error) {
    setStep(entry, { ...step, problem: sentenceOf(error) })
  }
}

/** Takes files off the list whose way has ended. Their jobs stay. */
export function removeEntries(entries: ReadonlySet<QueuedFile>): void {
  const ids = [...entries].flatMap(({ step }) => {
    return step.at === 'sent' ? [step.jobId] : []
  })
  for (const id of ids) watch.forget(id)
  keepRemembered()
  forgetUploads(new Set(ids))
  queue.value = queue.value.filter((entry) => !entries.has(entry))
}

/** Finds the jobs of earlier uploads of this browser again. */
export function restoreUploads(): void {
  const known = new Set(queue.peek().map(({ step }) => jobIdOf(step)))
  const restored = rememberedUploads()
    .filter(({ jobId }) => !known.has(jobId))
    .map(({ jobId, path, sizeBytes, datasetName }): QueuedFile => {
      const step: Step = { at: 'sent', jobId, job: undefined }
      return {
        number: ++numbers,
        path,
        sizeBytes,
        datasetName,
        file: undefined,
        step,
        shown: signal(step),
        stop: new AbortController(),
        insist: false,
      }
    })
  queue.value = [...restored, ...queue.value]
  for (const entry of restored) follow(entry, jobIdOf(entry.step) ?? '')
}

const jobIdOf = (step: Step) => (step.at === 'sent' ? step.jobId : undefined)

/** Sends no further file, or goes on. */
export function pauseSending(paused: boolean): void {
  isPaused.value = paused
  if (!paused) sendNext()
}

/** Files that were not sent and are at hand. */
export const unsentFiles = computed(() =>
  queueAsItMoves.value.files.filter(({ step, file }) => step.at === 'unsent' && file !== undefined),
)
/** Those whose job has failed for a reason that may pass. */
export const retriable = computed(() => queueAsItMoves.value.files.filter(({ step }) => mayRetry(step)))
/** Those whose way has ended, well or not. */
export const endedFiles = computed(() => queueAsItMoves.value.files.filter(({ step }) => kindOf(step) !== 'active'))
/** Datasets that have come of them, or were held before. */
export const datasetsOfQueue = computed(() => [
  ...new Set(queueAsItMoves.value.files.flatMap(({ step }) => datasetOf(step))),
])

function datasetOf(step: Step): number[] {
  if (step.at === 'held') return [step.datasetId]
  const id = step.at === 'sent' && step.job?.status === 'succeeded' ? step.job.dataset_id : null
  return id === null ? [] : [id]
}

export function sendAll(): void {
  for (const entry of unsentFiles.peek()) {
    entry.insist = false
    makeWait(entry)
  }
  sendNext()
}

/** Begins all of them anew, a few at a time. */
export async function retryAll(): Promise<void> {
  const left = [...retriable.peek()]
  const next = async (): Promise<void> => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) await retryEntry(entry)
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

const waitingFiles = (): QueuedFile[] =>
  queue.peek().filter((entry) => entry.step.at === 'waiting' && !underWay.has(entry) && !entry.insist)

function sendNext(): void {
  if (isPaused.peek()) return
  for (const entry of queue.peek()) {
    if (underWay.size >= atOnce) return
    const waits = entry.step.at === 'waiting' && !underWay.has(entry)
    if (waits && entry.file !== undefined) void send(entry, entry.file)
  }
}

async function send(entry: QueuedFile, file: File): Promise<void> {
  underWay.add(entry)
  const { signal: stopped } = entry.stop
  try {
    const known = await settledByKnown(entry, stopped)
    if (known === false) return
    const jobId = known ?? (await sendStubbornly(entry, file, stopped))
    if (known === undefined) void lookups.sent(entry, jobId)
    rememberSoon({ jobId, path: entry.path, sizeBytes: entry.sizeBytes, datasetName: entry.datasetName })
    setStep(entry, { at: 'sent', jobId, job: undefined })
    follow(entry, jobId)
  } catch (error) {
    if (!stopped.aborted) setStep(entry, { at: 'unsent', reason: sentenceOf(error) })
  } finally {
    underWay.delete(entry)
    sendNext()
  }
}

/**
 * Asks whether the bytes are held already.
 *
 * @returns the job that ingests them, false where there is nothing to follow, undefined where they are to be sent.
 */
async function settledByKnown(entry: QueuedFile, stopped: AbortSignal): Promise<string | false | undefined> {
  const known = entry.insist ? undefined : await lookups.of(entry, waitingFiles)
  stopped.throwIfAborted()
  if (typeof known !== 'object') return known
  const { status, job_id: jobId, dataset_id: datasetId, filename, reason } = known
  if (status === 'pending' || status === 'running') return jobId
  // The row says why: who sends this one all the same has read it.
  entry.insist = true
  if (status === 'failed')
    setStep(entry, { at: 'unsent', reason: `It was sent before and cannot be taken. ${reason ?? ''}` })
  else setStep(entry, { at: 'held', jobId, datasetId, filename })
  return false
}

function follow(entry: QueuedFile, jobId: string): void {
  watch.watch(jobId, (job) => {
    if (job === undefined) {
      // The database was set up anew: nobody misses it.
      if (entry.file === undefined) return removeEntries(new Set([entry]))
      setStep(entry, { at: 'sent', jobId, job, problem: 'The gateway does not know this job any more.' })
      return
    }
    const before = entry.step
    const wasOver = before.at === 'sent' && before.job !== undefined && hasEnded(before.job)
    if (before.at === 'sent' && before.job !== undefined && before.job.revision >= job.revision) return
    setStep(entry, { at: 'sent', jobId, job })
    if (!wasOver && hasEnded(job) && entry.file !== undefined) announce(`${entry.path}: ${job.status}`)
  })
}

// Files that have not gone out yet would be lost with the page.
globalThis.addEventListener?.('beforeunload', (event) => {
  if (queueSummary.peek().unsent > 0) event.preventDefault()
})
