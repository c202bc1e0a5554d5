import { isUuid } from '@floatchat/contracts/ids'
import type { Database } from '@floatchat/db/connectDatabase'
import { readJobs } from '@floatchat/db/jobs/readJobs'
import { z } from 'zod'
import type { PipelineWatch } from '../health/PipelineWatch.ts'
import { jsonBody } from '../http/jsonBody.ts'
import { type Route, route } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'
import { jobSummaryJson, toJobSummary } from './jobJson.ts'

const most = 1_000
/** Of the most ids, with quotes and commas and some air. */
const maxBodyBytes = 60_000

const body = z.strictObject({
  job_ids: z.array(z.string().refine(isUuid, 'must be a UUID')).min(1).max(most).describe(`At most ${most}.`),
  ended_only: z.boolean().default(false).describe('Leave out those that have neither succeeded nor failed yet.'),
})

/** `POST /jobs/query`: many jobs in one answer, for clients that follow thousands. */
export function jobsQueryRoute(database: Database, pipeline: Pick<PipelineWatch, 'waitsFor'>): Route {
  return route({
    method: 'post',
    path: '/api/v1/datasets/jobs/query',
    id: 'queryJobs',
    role: 'viewer',
    audit: 'nothing',
    summary: 'Many jobs by their ids',
    description: 'Who follows thousands asks for those that have ended, and asks on for the rest.',
    requestBody: jsonBody(body),
    answers: {
      200: {
        description: 'The jobs, in no order, and the ids that no job has.',
        schema: z.object({ jobs: z.array(jobSummaryJson), unknown: z.array(z.uuid()) }),
      },
    },
    async handle(context) {
      const { job_ids: given, ended_only: endedOnly } = await readJsonBody(context, body, maxBodyBytes)
      const jobIds = [...new Set(given.map((id) => id.toLowerCase()))]
      const { jobs, unknown } = await readJobs(database, jobIds, endedOnly)
      return context.json({ jobs: jobs.map((job) => toJobSummary(job, pipeline)), unknown })
    },
  })
}
