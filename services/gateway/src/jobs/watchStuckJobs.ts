import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { pipeline } from '@floatchat/contracts/pipeline'
import { filesStaged } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import { enqueue, type OutboxEvent } from '@floatchat/db/gateway/enqueue'
import { keepProjection } from '@floatchat/db/gateway/lockJobs'
import {
  asOnlyWatcher,
  markResent,
  postponeJobs,
  readStuckFiles,
  type StuckFile,
} from '@floatchat/db/gateway/stuckJobs'
import type { Transaction } from '@floatchat/db/gateway/Transaction'
import type { Logger } from '@floatchat/stage/logger'
import { continueTrace, traceparentOf } from '@floatchat/stage/trace'
import { applyWithin } from './applyEvents.ts'
import type { JobEvent } from './JobEvent.ts'
import { stateOf } from './projectJob.ts'

export interface StuckJobOptions {
  readonly database: Database
  readonly log: Logger
  readonly runningMinutes: number
  readonly pendingMinutes: number
  /** Whether messages of the topic wait for the stage that reads it; a job behind them is not stuck. */
  readonly isBehind: (stage: string, topic: string) => Promise<boolean>
}

/**
 * Looks at jobs that have not moved for too long, as one instance among all. Where their stage is behind they
 * wait their turn. Where no stage ever spoke of them their event was lost and is sent again, once. Else they
 * are stuck: their files fail with a sentence that says where, as dead letters of the gateway, so that they
 * can be redriven, and so that a rebuilt projection comes to the same.
 */
export async function watchStuckJobs(options: StuckJobOptions): Promise<void> {
  const { database, log } = options
  await asOnlyWatcher(database, async (transaction) => {
    const files = await readStuckFiles(transaction, options)
    const verdicts = await Promise.all(files.map(async (file) => ({ file, verdict: await judge(file, options) })))
    const of = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).map(({ file }) => file)
    const waiting = new Set(of('wait').map(({ job_id }) => job_id))
    const lost = of('resend')
    const stuck = of('fail').filter(({ job_id }) => !waiting.has(job_id))
    await postponeJobs(transaction, [...waiting])
    await enqueue(
      transaction,
      lost.map((file) => eventOf(file)),
    )
    await markResent(
      transaction,
      lost.map(({ job_id }) => job_id),
    )
    await fail(transaction, stuck)
    for (const { job_id, filename } of lost)
      log.warn({ job: job_id }, `the event of '${filename}' was lost and is sent again`)
    for (const { job_id, filename, stage } of stuck)
      log.warn({ job: job_id }, `'${filename}' is stuck in the ${stage ?? 'parser'}`)
  })
}

/** The stages whose lag could hold the file up: a record of it may still be on any topic before its own. */
async function judge(file: StuckFile, { isBehind }: StuckJobOptions): Promise<'wait' | 'resend' | 'fail'> {
  for (const { name, reads, progressShare } of pipeline) {
    const [topic] = reads
    if (progressShare !== undefined && topic !== undefined && (await isBehind(name, topic))) return 'wait'
  }
  const untouched = file.is_root && file.job_status === 'pending' && file.status === 'pending'
  return untouched && !file.resent ? 'resend' : 'fail'
}

async function fail(transaction: Transaction, files: readonly StuckFile[]): Promise<void> {
  if (files.length === 0) return
  await keepProjection(transaction)
  const letters = files.map((file) => ({ file, dead_letter: { code: 'STUCK', reason: sentence(file) } }))
  await enqueue(
    transaction,
    letters.map(({ file, dead_letter }) => ({ ...eventOf(file), dead_letter })),
  )
  await applyWithin(
    transaction,
    letters.map(({ file, dead_letter }): JobEvent => {
      const { job_id, file_id, attempt, filename } = file
      const value = { job_id, file_id, attempt, filename, run_id: null, stage: 'gateway', at: Date.now() }
      return { type: 'DeadLetter', value: { ...value, ...dead_letter } }
    }),
  )
}

function sentence({ filename, stage, status, minutes, is_root }: StuckFile): string {
  const name = filename === '' ? 'A file' : `'${filename}'`
  if (status === 'succeeded' && is_root) return `Files of ${name} were announced and never came: retry the job.`
  const where = status === 'pending' ? 'was never taken up by the parser' : `has not moved in the ${stage ?? 'parser'}`
  return `${name} ${where} for ${Math.round(minutes)} minutes, while nothing waited before it: retry the job.`
}

function eventOf({ job_id, file_id, attempt, trace_id, state }: StuckFile): OutboxEvent {
  const { file } = stateOf({ state })
  if (file === null) throw new Error(`The job ${job_id} has a file of which nothing was staged.`)
  const record: FileStaged = { ...file, job_id: toJobId(job_id), file_id: toFileId(file_id), attempt }
  const trace = continueTrace(undefined)
  const traceparent = traceparentOf(trace_id === null ? trace : { ...trace, traceId: trace_id })
  return { topic: filesStaged.name, record_type: 'FileStaged', record, traceparent, job_id }
}
