import { isUuid } from '@floatchat/contracts/ids'
import type { Database } from '@floatchat/db/connectDatabase'
import { listWithdrawals } from '@floatchat/db/withdrawals/listWithdrawals'
import {
  datasetsMeant,
  previewWithdrawal,
  type RequestPreview,
  requestPurge,
  requestRestore,
  requestWithdrawal,
} from '@floatchat/intake/withdrawals'
import type { Bucket } from '@floatchat/objects/Bucket'
import { z } from 'zod'
import { badRequest, HttpProblem, notFound } from '../http/HttpProblem.ts'
import { jsonBody } from '../http/jsonBody.ts'
import { idParam, isInteger32, lastOffset, paging } from '../http/pageParams.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { readJsonBody } from '../http/readJsonBody.ts'
import { type Kind, kinds, requestJson, toRequest, toWithdrawal, withdrawalJson } from './withdrawalJson.ts'

const ask = z.strictObject({
  because: z.string().trim().min(1).max(1000).optional().describe('Why: it is remembered. Needed unless dry_run.'),
  dry_run: z.boolean().default(false).describe('Says what would be done, and does nothing.'),
})
const askMany = ask.extend({
  kind: z.enum(kinds),
  datasets: z.array(z.int().min(1).max(lastOffset)).min(1).max(10_000).optional(),
  float: z.string().min(1).max(20).optional().describe('WMO number: every dataset that tells of this float.'),
  job: z.string().refine(isUuid, 'must be a UUID').optional().describe('What this job ingested.'),
})
/** Of ten thousand ids, with commas and some air. */
const maxBodyBytes = 200_000

const verbs: Readonly<Record<Kind, { readonly id: string; readonly summary: string }>> = {
  withdraw: { id: 'withdrawDataset', summary: 'Takes a dataset out; a zip with all of its members' },
  restore: { id: 'restoreDataset', summary: 'Brings a withdrawn dataset back, as it was' },
  purge: { id: 'purgeDataset', summary: 'Removes the raw bytes of a withdrawn dataset, for good' },
}

const answers = { 200: { description: 'What is, or would be, done for each dataset.', schema: requestJson } }

interface Asked {
  readonly kind: Kind
  readonly datasets: readonly number[]
  /** What it would come to. */
  readonly preview: RequestPreview
  readonly dryRun: boolean
  readonly because: string | undefined
}

interface Parts {
  readonly database: Database
  readonly bucket: Bucket
}

/** Taking datasets out, bringing them back, and removing them for good. */
export function withdrawalRoutes(parts: Parts): Route[] {
  return [...kinds.map((kind) => datasetRoute(parts, kind)), requestRoute(parts), listRoute(parts)]
}

function datasetRoute(parts: Parts, kind: Kind): Route {
  return route({
    method: 'post',
    path: `/api/v1/datasets/{dataset_id}/${kind}`,
    ...verbs[kind],
    role: 'operator',
    params: z.object({ dataset_id: idParam('dataset_id') }),
    requestBody: jsonBody(ask),
    answers,
    problems: [404, 409],
    async handle(context, { params: { dataset_id: id } }) {
      const { because, dry_run: dryRun } = await readJsonBody(context, ask, maxBodyBytes)
      if (!isInteger32(id)) throw notFound(`There is no dataset ${id}.`)
      const preview = await previewWithdrawal(parts.database, kind, [id])
      refuse(kind, id, preview.datasets.find(({ dataset_id }) => dataset_id === id)?.outcome)
      return context.json(await answer(parts, context, { kind, datasets: [id], preview, dryRun, because }))
    },
  })
}

function requestRoute(parts: Parts): Route {
  return route({
    method: 'post',
    path: '/api/v1/withdrawals',
    id: 'requestWithdrawals',
    role: 'operator',
    summary: 'Withdraws, restores or purges many datasets: by their ids, by a float or by a job',
    requestBody: jsonBody(askMany),
    answers,
    async handle(context) {
      const { kind, because, dry_run: dryRun, ...choice } = await readJsonBody(context, askMany, maxBodyBytes)
      const { datasets: ids, float: platformNumber, job: jobId } = choice
      if ([ids, platformNumber, jobId].filter((one) => one !== undefined).length !== 1)
        throw badRequest('Say which datasets: in datasets, float or job, one of them.')
      const datasets = await datasetsMeant(parts.database, kind, { datasets: ids, platformNumber, jobId })
      const preview = await previewWithdrawal(parts.database, kind, datasets)
      return context.json(await answer(parts, context, { kind, datasets, preview, dryRun, because }))
    },
  })
}

function listRoute({ database }: Parts): Route {
  return route({
    method: 'get',
    path: '/api/v1/withdrawals',
    id: 'listWithdrawals',
    role: 'operator',
    summary: 'Who withdrew, restored and purged which datasets, when and why; newest first',
    query: z.object({
      dataset_id: idParam('dataset_id').optional().describe('Only of this dataset.'),
      state: z.enum(['requested', 'done']).optional(),
      ...paging,
    }),
    answers: {
      200: {
        description: 'A page of requests, and how many there are in all.',
        schema: z.object({ withdrawals: z.array(withdrawalJson), total: z.int(), limit: z.int(), offset: z.int() }),
      },
    },
    async handle(context, { query: { dataset_id: datasetId, state, limit, offset } }) {
      const isDone = state === undefined ? undefined : state === 'done'
      const { withdrawals, total } =
        datasetId === undefined || isInteger32(datasetId)
          ? await listWithdrawals(database, { datasetId, isDone, limit, offset })
          : { withdrawals: [], total: 0 }
      return context.json({ withdrawals: withdrawals.map(toWithdrawal), total, limit, offset })
    },
  })
}

async function answer(
  { database, bucket }: Parts,
  context: RequestContext,
  { kind, datasets, preview, dryRun, because }: Asked,
) {
  if (dryRun) return toRequest(kind, dryRun, preview)
  if (because === undefined) throw badRequest('Say why in because: it is remembered.')
  const request = { datasets, because, by: `${context.get('subject') ?? 'unknown'} (HTTP)` }
  const asked =
    kind === 'withdraw'
      ? await requestWithdrawal(database, request)
      : kind === 'restore'
        ? await requestRestore(database, request)
        : await requestPurge(database, bucket, request)
  return toRequest(kind, dryRun, { ...preview, datasets: asked })
}

/** @throws HttpProblem where the one dataset that was named cannot be what it is asked to be. */
function refuse(kind: Kind, id: number, outcome: string | undefined): void {
  if (outcome === undefined || outcome === 'unknown') throw notFound(`There is no dataset ${id}.`)
  if (outcome === 'held') throw new HttpProblem(409, `Dataset ${id} is not withdrawn: only what is can be purged.`)
  if (outcome === 'purged' && kind !== 'purge')
    throw new HttpProblem(
      409,
      `Dataset ${id} was purged: its raw bytes are gone. Upload the file again to have it back.`,
    )
}
