import type { Database } from '@floatchat/db/connectDatabase'
import type { JobRow } from '@floatchat/db/jobs/JobRow'
import { readJob, readJobRevision } from '@floatchat/db/jobs/readJobs'
import { streamSSE } from 'hono/streaming'
import type { PipelineWatch } from '../health/PipelineWatch.ts'
import { followersOfJobs } from '../http/httpMetrics.ts'
import type { RequestContext } from '../http/Route.ts'
import type { JobChanges } from './JobChanges.ts'
import { toJobSummary } from './jobJson.ts'

// Proxies close a connection on which nothing moves.
const heartbeatMs = 15_000
// The summary is a courtesy: it is waited for, but not for ever.
const summaryMs = 60_000

/**
 * The job as server-sent events: its state now, then at every change, until it has ended and has its summary.
 * An event holds the whole job, and its id is the job's revision, so a client that was cut off goes on with
 * Last-Event-ID and misses nothing that still matters. One that comes back after the end gets 204, which is
 * how an EventSource is told to stop.
 */
export async function followJob(
  context: RequestContext,
  first: JobRow,
  {
    database,
    changes,
    stopping,
    pipeline,
  }: {
    readonly database: Database
    readonly changes: JobChanges
    readonly stopping: AbortSignal
    readonly pipeline: Pick<PipelineWatch, 'waitsFor'>
  },
): Promise<Response> {
  const last = Number(context.req.header('last-event-id') ?? 0)
  if (isOver(first) && last >= first.revision) return context.body(null, 204)
  context.header('x-accel-buffering', 'no')
  return streamSSE(context, async (stream) => {
    const ended = new AbortController()
    const end = () => ended.abort()
    stream.onAbort(end)
    stopping.addEventListener('abort', end, { once: true })
    followersOfJobs.inc()
    try {
      await follow(first, ended.signal)
    } finally {
      followersOfJobs.dec()
      stopping.removeEventListener('abort', end)
    }

    async function follow(begin: JobRow, signal: AbortSignal): Promise<void> {
      let job: JobRow | undefined = begin
      let shown = last
      let writtenAt = performance.now()
      let endedAt: number | undefined
      await stream.writeSSE({ data: '', event: 'open', retry: 1_000 })
      for (;;) {
        if (job !== undefined && job.revision > shown) {
          await stream.writeSSE({
            event: 'job',
            id: String(job.revision),
            data: JSON.stringify(toJobSummary(job, pipeline)),
          })
          shown = job.revision
          writtenAt = performance.now()
        }
        if (job !== undefined && hasEnded(job)) endedAt ??= performance.now()
        else endedAt = undefined
        const over =
          job === undefined || isOver(job) || (endedAt !== undefined && performance.now() - endedAt > summaryMs)
        if (over) return void (await stream.writeSSE({ data: '', event: 'end' }))
        if (signal.aborted) return
        const changed = changes.next(begin.job_id, signal)
        // Looked at after beginning to wait, so that no change falls in between.
        if (!(((await readJobRevision(database, begin.job_id)) ?? 0) > shown)) await changed
        if (signal.aborted) return
        job = await readJob(database, begin.job_id)
        if (performance.now() - writtenAt > heartbeatMs) {
          await stream.write(': still here\n\n')
          writtenAt = performance.now()
        }
      }
    }
  })
}

const hasEnded = (job: JobRow) => job.status === 'succeeded' || job.status === 'failed'
const isOver = (job: JobRow) => job.status === 'failed' || (job.status === 'succeeded' && job.stage === null)
