import { batch, computed, type Signal, signal } from '@preact/signals'
import { ApiProblem, sentenceOf } from '../api/ApiProblem.ts'
import { hasEnded, type Job, retryJob } from '../api/jobs.ts'
import { announce } from '../app/announce.ts'
import { currentToken, untilSignedIn } from '../session/session.ts'
import type { GivenFile } from './droppedFiles.ts'
import { findKnown } from './findKnown.ts'
import { JobWatch } from './JobWatch.ts'
import { isClutter, refuseFile } from './refuseFile.ts'
import { forgetUploads, rememberedUploads, rememberUpload } from './rememberedUploads.ts'
import { sendFile } from './sendFile.ts'

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

export interface QueuedFile {
  readonly number: number
  readonly path: string
  readonly sizeBytes: number
  readonly datasetName: string | undefined
  /** Gone where the page was opened anew since. */
  readonly file: File | undefined
  readonly step: Signal<Step>
  stop: AbortController
  /** To be sent whatever is held. */
  insist: boolean
}

/** Files sent at once: enough to hide the waiting, and connections are left for the rest of the console. */
const atOnce = 3
/** How often a file is sent before the person is asked. */
const sends = 6

export const queue = signal<readonly QueuedFile[]>([])
const watch = new JobWatch()
let numbers = 0
let sending = 0

/** What has become of all files together. */
export const queueSummary = computed(() => {
  const sum = { files: 0, active: 0, succeeded: 0, problems: 0, bytes: 0, sentBytes: 0, unsent: 0 }
  for (const { step, sizeBytes } of queue.value) {
    const state = step.value
    sum.files += 1
    const kind = kindOf(state)
    if (kind === 'active') sum.active += 1
    if (kind === 'done') sum.succeeded += 1
    if (kind === 'problem') sum.problems += 1
    if (state.at === 'refused' || state.at === 'held') continue
    sum.bytes += sizeBytes
    sum.sentBytes += state.at === 'sent' ? sizeBytes : state.at === 'sending' ? state.sentBytes : 0
    if (state.at === 'waiting' || state.at === 'sending' || state.at === 'pausing') sum.unsent += 1
  }
  return sum
})

export function kindOf(step: Step): 'active' | 'done' | 'problem' {
  if (step.at === 'refused' || step.at === 'unsent') return 'problem'
  if (step.at === 'held') return 'done'
  if (step.at !== 'sent') return 'active'
  if (step.problem !== undefined || step.job?.status === 'failed') return 'problem'
  return step.job?.status === 'succeeded' ? 'done' : 'active'
}

export function addFiles(given: readonly GivenFile[], datasetName: string | undefined): void {
  const files = given.filter(({ file }) => !isClutter(file.name))
  const added = files.map(({ file, path }): QueuedFile => {
    const reason = refuseFile(file.name, file.size)
    const step = signal<Step>(reason === undefined ? { at: 'waiting' } : { at: 'refused', reason })
    return {
      number: ++numbers,
      path,
      sizeBytes: file.size,
      datasetName,
      file,
      step,
      stop: new AbortController(),
      insist: false,
    }
  })
  queue.value = [...queue.value, ...added]
  const refused = added.filter(({ step }) => step.peek().at === 'refused').length
  announce(`${added.length} files added${refused > 0 ? `, ${refused} of them not taken` : ''}`)
  sendNext()
}

/** Sends a file that was stopped, could not be sent or is held already. */
export function sendAgain(entry: QueuedFile): void {
  entry.stop = new AbortController()
  entry.insist = true
  entry.step.value = { at: 'waiting' }
  sendNext()
}

export function stopSending(entries: readonly QueuedFile[]): void {
  batch(() => {
    for (const entry of entries) {
      const { at } = entry.step.peek()
      if (at !== 'waiting' && at !== 'sending' && at !== 'pausing') continue
      entry.stop.abort()
      entry.step.value = { at: 'unsent', reason: 'You stopped it before it was sent.' }
    }
  })
}

/** Begins a failed job anew, from the file as it was sent. */
export async function retryEntry(entry: QueuedFile): Promise<void> {
  const step = entry.step.peek()
  if (step.at !== 'sent') return
  try {
    await retryJob(step.jobId)
    entry.step.value = { at: 'sent', jobId: step.jobId, job: undefined }
    follow(entry, step.jobId)
  } catch (error) {
    entry.step.value = { ...step, problem: sentenceOf(error) }
  }
}

/** Takes files off the list whose way has ended. Their jobs stay. */
export function removeEntries(entries: ReadonlySet<QueuedFile>): void {
  const ids = [...entries].flatMap(({ step }) => {
    const state = step.peek()
    return state.at === 'sent' ? [state.jobId] : []
  })
  for (const id of ids) watch.forget(id)
  forgetUploads(new Set(ids))
  queue.value = queue.value.filter((entry) => !entries.has(entry))
}

/** Finds the jobs of earlier uploads of this browser again. */
export function restoreUploads(): void {
  const known = new Set(queue.peek().map(({ step }) => jobIdOf(step.peek())))
  const restored = rememberedUploads()
    .filter(({ jobId }) => !known.has(jobId))
    .map(({ jobId, path, sizeBytes }): QueuedFile => {
      const step = signal<Step>({ at: 'sent', jobId, job: undefined })
      return {
        number: ++numbers,
        path,
        sizeBytes,
        datasetName: undefined,
        file: undefined,
        step,
        stop: new AbortController(),
        insist: false,
      }
    })
  queue.value = [...restored, ...queue.value]
  for (const entry of restored) follow(entry, jobIdOf(entry.step.peek()) ?? '')
}

const jobIdOf = (step: Step) => (step.at === 'sent' ? step.jobId : undefined)

function sendNext(): void {
  for (const entry of queue.peek()) {
    if (sending >= atOnce) return
    if (entry.step.peek().at === 'waiting' && entry.file !== undefined) void send(entry, entry.file)
  }
}

async function send(entry: QueuedFile, file: File): Promise<void> {
  sending += 1
  const { signal: stopped } = entry.stop
  try {
    const jobId = (await settledByKnown(entry, file, stopped)) ?? (await sendStubbornly(entry, file, stopped))
    if (jobId === false) return
    rememberUpload({ jobId, path: entry.path, sizeBytes: entry.sizeBytes })
    entry.step.value = { at: 'sent', jobId, job: undefined }
    follow(entry, jobId)
  } catch (error) {
    if (!stopped.aborted) entry.step.value = { at: 'unsent', reason: sentenceOf(error) }
  } finally {
    sending -= 1
    sendNext()
  }
}

/**
 * Asks whether the bytes are held already.
 *
 * @returns the job that ingests them, false where there is nothing to follow, undefined where they are to be sent.
 */
async function settledByKnown(
  entry: QueuedFile,
  file: File,
  stopped: AbortSignal,
): Promise<string | false | undefined> {
  const known = entry.insist ? undefined : await findKnown(file, stopped)
  stopped.throwIfAborted()
  if (known === undefined) return undefined
  const { status, job_id: jobId, dataset_id: datasetId, filename, reason } = known
  if (status === 'pending' || status === 'running') return jobId
  if (status === 'failed')
    entry.step.value = { at: 'unsent', reason: `It was sent before and cannot be taken. ${reason ?? ''}` }
  else entry.step.value = { at: 'held', jobId, datasetId, filename }
  return false
}

async function sendStubbornly(entry: QueuedFile, file: File, stopped: AbortSignal): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    stopped.throwIfAborted()
    const token = currentToken()
    entry.step.value = { at: 'sending', sentBytes: 0 }
    try {
      return await sendFile(file, {
        datasetName: entry.datasetName,
        signal: stopped,
        sent(sentBytes) {
          if (!stopped.aborted) entry.step.value = { at: 'sending', sentBytes }
        },
      })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status === 401) {
        entry.step.value = { at: 'pausing', reason: 'Waits for you to sign in again.' }
        await untilSignedIn(token)
        continue
      }
      if (!error.mayPass || attempt === sends) throw error
      entry.step.value = { at: 'pausing', reason: `${error.message} It is sent again by itself.` }
      await pause(error.retryAfter ?? 2 ** attempt, stopped)
    }
  }
}

function pause(seconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(30, seconds) * 1000)
    stopped.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function follow(entry: QueuedFile, jobId: string): void {
  watch.watch(jobId, (job) => {
    if (job === undefined) {
      // The database was set up anew: nobody misses it.
      if (entry.file === undefined) return removeEntries(new Set([entry]))
      entry.step.value = { at: 'sent', jobId, job, problem: 'The gateway does not know this job any more.' }
      return
    }
    const before = entry.step.peek()
    const wasOver = before.at === 'sent' && before.job !== undefined && hasEnded(before.job)
    if (before.at === 'sent' && before.job !== undefined && before.job.revision >= job.revision) return
    entry.step.value = { at: 'sent', jobId, job }
    if (!wasOver && hasEnded(job) && entry.file !== undefined) announce(`${entry.path}: ${job.status}`)
  })
}

// Files that have not gone out yet would be lost with the page.
globalThis.addEventListener?.('beforeunload', (event) => {
  if (queueSummary.peek().unsent > 0) event.preventDefault()
})
