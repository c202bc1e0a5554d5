import { isUuid } from '@floatchat/contracts/ids'
import type { DeadLetterFilter } from '@floatchat/db/deadLetters/DeadLetterRow'
import { z } from 'zod'
import { badRequest } from '../http/HttpProblem.ts'
import { jsonBody } from '../http/jsonBody.ts'
import type { RequestContext } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'
import { parseId } from './deadLetterJson.ts'

const jobId = z.string().refine(isUuid, 'must be a UUID')
const since = z.iso.datetime({ offset: true })

/** What a list of dead letters is narrowed by. */
export const listQuery = {
  stage: z.string().max(20).optional().describe('The stage that could not handle them.'),
  job: jobId
    .optional()
    .describe('Only of this job.')
    .meta({ openapi: { type: 'string', format: 'uuid' } }),
  reason: z.string().max(200).optional().describe('The code of the reason, or a part of its sentence.'),
  since: since.optional().describe('Not older than this.'),
  status: z.enum(['open', 'redriven', 'discarded']).optional(),
  refused: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only files that this system will never take; false: only others.'),
}
const list = z.object(listQuery)

/** What the query of a list means. */
export function toFilter({ since: from, refused, ...rest }: z.output<typeof list>): DeadLetterFilter {
  return {
    ...rest,
    since: from === undefined ? undefined : Date.parse(from),
    refused: refused === undefined ? undefined : refused === 'true',
  }
}

const body = z.strictObject({
  filter: z
    .strictObject({
      ids: z.array(z.string().max(60)).max(1000).optional(),
      stage: z.string().max(20).optional(),
      job: jobId.optional(),
      reason: z.string().max(200).optional(),
      since: since.optional(),
      refused: z.boolean().optional(),
    })
    .default({}),
  all: z.boolean().default(false).describe('Needed where the filter is empty.'),
  dry_run: z.boolean().default(false),
  because: z.string().trim().min(1).max(1000).optional().describe('Why; needed to discard.'),
})

/** The request body of redrive and discard, for the document. */
export const requestBody = jsonBody(body)

export interface DeadLetterRequest {
  readonly filter: DeadLetterFilter
  readonly dryRun: boolean
  readonly because: string | undefined
}

/** A body with a thousand ids has 60 kB. */
const maxBodyBytes = 100_000

/** @throws HttpProblem 400 for a body that is not understood or names nothing. */
export async function readRequest(context: RequestContext, topicPrefix: string): Promise<DeadLetterRequest> {
  const { filter, all, dry_run: dryRun, because } = await readJsonBody(context, body, maxBodyBytes)
  const { ids, since: from, ...rest } = filter
  const common: DeadLetterFilter = { ...rest, since: from === undefined ? undefined : Date.parse(from) }
  const isEmpty = ids === undefined && Object.values(common).every((value) => value === undefined)
  if (isEmpty && !all) throw badRequest('Say which dead letters in filter, or all: true.')
  const places = ids?.map((id) => parseId(id, topicPrefix))
  return { filter: { ...common, ids: places }, dryRun, because }
}
