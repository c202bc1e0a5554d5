import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { keepProjection } from '@floatchat/db/jobs/lockJobs'
import { asOnlyWatcher, markResent, postponeJobs, readStuckFiles, type StuckFile } from '@floatchat/db/jobs/stuckJobs'
import { enqueue, type OutboxEvent } from '@floatchat/db/outbox/enqueue'
import type { Transaction } from '@floatchat/db/Transaction'
import type { JobEvent } from '@floatchat/jobs/JobEvent'
import { stateOf } from '@floatchat/jobs/projectJob'
import { applyWithin } from '@floatchat/projection/applyEvents'
import type { Logger } from '@floatchat/service/logger'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'

export interface StuckJobOptions {
  readonly database: Database
  readonly log: Logger
  readonly runningMinutes: number
  readonly pendingMinutes: number
  /** Looks once at where the stages are; true of a file that one of them may still have before it. */
  readonly look: (files: readonly StuckFile[]) => Promise<(file: StuckFile) => boolean>
}

/**
 * Looks at jobs that have not moved for too long, as one instance among all. Where a stage has not come
 * past their records they wait their turn, however busy it is with others. Where no stage ever spoke of them their event was lost and is sent again, once. Else they
 * are stuck: their files fail with a sentence that says where, as dead letters of the gateway, so that they
 * can be redriven, and so that a rebuilt projection comes to the same.
 */
export async function watchStuckJobs(options: StuckJobOptions): Promise<void> {
  const { database, log, look } = options
  // The broker is asked before anything is locked; whoever is through first decides, and the other finds nothing left.
  const candidates = await asDatabaseWork('Looking for stuck jobs', () => readStuckFiles(database.pool, options))
  if (candidates.length === 0) return
  const waits = await look(candidates)
  const asked = new Set(candidates.map(identity))
  await asOnlyWatcher(database, async (transaction) => {
    const files = (await readStuckFiles(transaction, options)).filter((file) => asked.has(identity(file)))
    const verdicts = files.map((file) => ({ file, verdict: judge(file, waits(file)) }))
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

/** The file as it was when the stages were looked at: another attempt, or an event sent again, is another question. */
function identity({ job_id, file_id, attempt, resent, progressed_at }: StuckFile): string {
  return [job_id, file_id, attempt, resent, progressed_at].join(' ')
}

function judge(file: StuckFile, waits: boolean): 'wait' | 'resend' | 'fail' {
  if (waits) return 'wait'
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
      const value = {
        job_id,
        file_id,
        attempt,
        filename,
        run_id: null,
        stage: 'gateway',
        began_at: null,
        at: Date.now(),
      }
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
