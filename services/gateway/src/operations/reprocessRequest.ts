import type { ReprocessChoice } from '@floatchat/db/operations/chooseFiles'
import { z } from 'zod'
import { badRequest } from '../http/HttpProblem.ts'
import { jsonBody } from '../http/jsonBody.ts'
import { isInteger32 } from '../http/pageParams.ts'
import type { RequestContext } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'

const version = z.int().min(1).max(1_000_000)
const body = z.strictObject({
  kind: z.literal('reprocess'),
  all: z.boolean().optional().describe('Needed where nothing else says which files.'),
  dataset: z.int().min(1).optional().describe('A dataset; for a zip its members.'),
  float: z
    .string()
    .regex(/^[\w-]{1,20}$/)
    .optional()
    .describe('Files that hold profiles of this float.'),
  since: z.iso.datetime({ offset: true }).optional().describe('Files that came since.'),
  read_before: version.optional().describe('Files that a parser before this version has read.'),
  judged_before: version.optional().describe('Files that a cleaner before this version has judged.'),
  because: z.string().trim().min(1).max(1000).optional().describe('Why: it is remembered.'),
  dry_run: z.boolean().default(false),
})

/** The request body of a new operation, for the document. */
export const requestBody = jsonBody(body)

export interface NewOperation {
  readonly choice: ReprocessChoice
  /** The choice as it was asked for. */
  readonly request: Readonly<Record<string, unknown>>
  readonly because: string | undefined
  readonly dryRun: boolean
}

const maxBodyBytes = 10_000

/** @throws HttpProblem 400 for a body that is not understood or means nothing. */
export async function readNewOperation(context: RequestContext): Promise<NewOperation> {
  const { kind: _, dry_run: dryRun, because, ...request } = await readJsonBody(context, body, maxBodyBytes)
  const { all, dataset, float, since, read_before: readBefore, judged_before: judgedBefore } = request
  const isNarrowed = [dataset, float, since, readBefore, judgedBefore].some((one) => one !== undefined)
  if (!isNarrowed && all !== true)
    throw badRequest('Say which files, by dataset, float, since, read_before or judged_before, or all: true.')
  if (isNarrowed && all === true) throw badRequest('all: true means every file: leave out the rest.')
  if (dataset !== undefined && !isInteger32(dataset)) throw badRequest(`There is no dataset ${dataset}.`)
  const floats = float === undefined ? undefined : [float]
  const choice = {
    dataset,
    floats,
    since: since === undefined ? undefined : Date.parse(since),
    readBefore,
    judgedBefore,
  }
  return { choice, request, because, dryRun }
}
