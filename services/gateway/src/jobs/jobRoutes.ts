import { isUuid } from '@floatchat/contracts/ids'
import type { Database } from '@floatchat/db/connectDatabase'
import { jobStatus } from '@floatchat/db/jobs/JobFileRow'
import type { JobRow } from '@floatchat/db/jobs/JobRow'
import { listJobFiles, listJobs, readJob } from '@floatchat/db/jobs/readJobs'
import { z } from 'zod'
import { callerOf } from '../auth/callerOf.ts'
import type { PipelineWatch } from '../health/PipelineWatch.ts'
import { notFound } from '../http/HttpProblem.ts'
import { order, paging, searchText } from '../http/pageParams.ts'
import { type RequestContext, type Route, route, traceparentOfRequest } from '../http/Route.ts'
import { time } from '../reading/readingQuery.ts'
import { followJob } from './followJob.ts'
import type { JobChanges } from './JobChanges.ts'
import { jobFileJson, jobJson, jobListJson, toJobFile, toJobSummary } from './jobJson.ts'
import { retryJob } from './retryJob.ts'

const base = '/api/v1/datasets/jobs'
const oneJob = z.object({
  job_id: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform((text) => text.toLowerCase())
    .meta({ openapi: { type: 'string', format: 'uuid' } }),
})
const eventStream = {
  'text/event-stream': {
    schema: {
      type: 'string',
      description: 'Events named job, each with the job as JSON and its revision as id; at last one named end.',
    },
  },
}
const filesShown = 100

const followed = { 204: { description: 'The job is over and the client has seen its end: nothing more will come.' } }

/** @throws HttpProblem 404 where there is none. */
type FindJob = (context: RequestContext, jobId: string) => Promise<JobRow>

export interface JobRouteOptions {
  readonly database: Database
  readonly changes: JobChanges
  readonly stopping: AbortSignal
  readonly kickRelay: () => void
  /** Says what a waiting job waits for. */
  readonly pipeline: Pick<PipelineWatch, 'waitsFor'>
}

/** Reading, following and retrying jobs. */
export function jobRoutes(options: JobRouteOptions): Route[] {
  const { database, kickRelay, pipeline } = options

  const found: FindJob = async (context, jobId) => {
    context.set('jobId', jobId)
    const job = await readJob(database, jobId)
    if (job === undefined) throw notFound(`There is no job ${jobId}.`)
    return job
  }

  return [
    listJobsRoute(database, pipeline),
    readJobRoute(options, database, pipeline, found),
    followJobRoute(options, found),
    listJobFilesRoute(database, found),
    retryJobRoute(database, kickRelay),
  ]
}

function listJobsRoute(database: Database, pipeline: JobRouteOptions['pipeline']): Route {
  return route({
    method: 'get',
    path: base,
    id: 'listJobs',
    role: 'viewer',
    summary: 'Jobs, newest first',
    query: z.object({
      status_filter: jobStatus.optional().describe('Only jobs of this status.'),
      refused: z
        .enum(['true', 'false'])
        .optional()
        .describe('true: only those of which the file itself is to blame for all that failed; false: only others.'),
      text: searchText("Only jobs of which the file's name holds this text, in any case."),
      time: time.describe('Uploaded in this time.'),
      sort: z.enum(['created', 'filename', 'profiles']).default('created'),
      order: order.default('desc'),
      ...paging,
    }),
    answers: { 200: { description: 'A page of jobs, and how many there are in all.', schema: jobListJson } },
    async handle(context, { query }) {
      const { status_filter: status, refused, time: span, ...rest } = query
      const { limit, offset } = rest
      const { jobs, total, counts } = await listJobs(database, {
        ...rest,
        status,
        refused: refused === undefined ? undefined : refused === 'true',
        from: span?.from,
        until: span?.until,
      })
      return context.json({ jobs: jobs.map((job) => toJobSummary(job, pipeline)), total, limit, offset, counts })
    },
  })
}

function readJobRoute(
  options: JobRouteOptions,
  database: Database,
  pipeline: JobRouteOptions['pipeline'],
  found: FindJob,
): Route {
  return route({
    method: 'get',
    path: `${base}/{job_id}`,
    id: 'readJob',
    role: 'viewer',
    summary: 'A job and its files',
    description: 'With Accept: text/event-stream the same as at /jobs/{job_id}/events.',
    params: oneJob,
    headers: {
      accept: 'text/event-stream to follow the job.',
      'last-event-id': 'The revision that the client has seen.',
    },
    answers: { 200: { description: 'The job.', schema: jobJson, content: eventStream }, ...followed },
    problems: [404],
    async handle(context, { params }) {
      const job = await found(context, params.job_id)
      if (wantsEvents(context)) return followJob(context, job, options)
      const files = await listJobFiles(database, params.job_id, filesShown, 0)
      return context.json({ ...toJobSummary(job, pipeline), files: files.map(toJobFile) })
    },
  })
}

function followJobRoute(options: JobRouteOptions, found: FindJob): Route {
  return route({
    method: 'get',
    path: `${base}/{job_id}/events`,
    id: 'followJob',
    role: 'viewer',
    summary: 'A job as server-sent events, until it has ended',
    description: 'Resumable: an event holds the whole job, and a client that sends Last-Event-ID gets what came after.',
    params: oneJob,
    headers: { 'last-event-id': 'The revision that the client has seen.' },
    answers: { 200: { description: 'The job at every change.', content: eventStream }, ...followed },
    problems: [404],
    async handle(context, { params }) {
      return followJob(context, await found(context, params.job_id), options)
    },
  })
}

function listJobFilesRoute(database: Database, found: FindJob): Route {
  return route({
    method: 'get',
    path: `${base}/{job_id}/files`,
    id: 'listJobFiles',
    role: 'viewer',
    summary: 'The files of a job: the members of a zip in its order',
    params: oneJob,
    query: z.object(paging),
    answers: {
      200: {
        description: 'A page of files.',
        schema: z.object({ files: z.array(jobFileJson), limit: z.int(), offset: z.int() }),
      },
    },
    problems: [404],
    async handle(context, { params, query }) {
      await found(context, params.job_id)
      const files = await listJobFiles(database, params.job_id, query.limit, query.offset)
      return context.json({ files: files.map(toJobFile), ...query })
    },
  })
}

function retryJobRoute(database: Database, kickRelay: () => void): Route {
  return route({
    method: 'post',
    path: `${base}/{job_id}/retry`,
    id: 'retryJob',
    role: 'uploader',
    audit: 'within',
    summary: 'Ingests the stored file of a failed job again',
    params: oneJob,
    answers: {
      202: {
        description: 'A new attempt has begun.',
        schema: z.object({
          job_id: z.uuid(),
          dataset_id: z.int().nullable(),
          status: z.literal('pending'),
          attempt: z.int(),
          message: z.string(),
        }),
      },
    },
    problems: [404],
    async handle(context, { params }) {
      context.set('jobId', params.job_id)
      const { job_id, dataset_id, attempt, filename } = await retryJob(
        database,
        params.job_id,
        traceparentOfRequest(context),
        callerOf(context),
      )
      kickRelay()
      const message = `File '${filename}' accepted for ingestion again`
      return context.json({ job_id, dataset_id, status: 'pending', attempt, message }, 202)
    },
  })
}

/** Whether the client prefers events to JSON. */
function wantsEvents(context: RequestContext): boolean {
  return (context.req.header('accept') ?? '').split(',').some((part) => part.trim().startsWith('text/event-stream'))
}
