import { countDeadLetters, countDeadLettersByReason, findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { discardDeadLetters } from '@floatchat/operations/discardDeadLetters'
import { redriveDeadLetters } from '@floatchat/operations/redriveDeadLetters'
import { showDeadLetter } from '@floatchat/operations/showDeadLetter'
import { z } from 'zod'
import { badRequest, notFound } from '../http/HttpProblem.ts'
import { paging } from '../http/pageParams.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import {
  deadLetterJson,
  deadLetterReasonJson,
  idOf,
  parseId,
  toDeadLetter,
  toDeadLetterReason,
} from './deadLetterJson.ts'
import { listQuery, readRequest, requestBody, toFilter } from './deadLetterRequest.ts'
import type { StreamParts } from './StreamParts.ts'
import { StageRates, stageJson, stageOverview } from './stageOverview.ts'

const base = '/api/v1/stream'
const letters = `${base}/dead-letters`
const outcomes = z.object({
  dry_run: z.boolean(),
  total: z.int(),
  outcomes: z.array(z.object({ id: z.string(), action: z.string(), problem: z.string().nullable() })),
})
/** More outcomes than a page shows are counted, not listed. */
const outcomesShown = 1000

/** Seeing what the stages do, and what is to be done about dead letters. */
export function streamRoutes(parts: StreamParts): Route[] {
  const rates = new StageRates()

  return [
    listStagesRoute(parts, rates),
    listDeadLettersRoute(parts),
    countDeadLettersRoute(parts),
    readDeadLetterRoute(parts),
    redriveDeadLettersRoute(parts),
    discardDeadLettersRoute(parts),
  ]
}

function listStagesRoute(parts: StreamParts, rates: StageRates): Route {
  return route({
    method: 'get',
    path: `${base}/stages`,
    id: 'listStages',
    role: 'viewer',
    summary: 'The five stages: instances, lag, rate, dead letters',
    answers: {
      200: { description: 'In the order of the pipeline.', schema: z.object({ stages: z.array(stageJson) }) },
    },
    async handle(context) {
      return context.json({ stages: await stageOverview(await parts.operations(), rates) })
    },
  })
}

function listDeadLettersRoute(parts: StreamParts): Route {
  return route({
    method: 'get',
    path: letters,
    id: 'listDeadLetters',
    role: 'operator',
    summary: 'Dead letters, newest first',
    query: z.object({ ...listQuery, ...paging }),
    answers: {
      200: {
        description: 'A page of dead letters, and how many there are in all.',
        schema: z.object({ dead_letters: z.array(deadLetterJson), total: z.int(), limit: z.int(), offset: z.int() }),
      },
    },
    async handle(context, { query }) {
      const { limit, offset, ...rest } = query
      const filter = toFilter(rest)
      const [rows, total] = await Promise.all([
        findDeadLetters(parts.database.pool, filter, { limit, offset }),
        countDeadLetters(parts.database.pool, filter),
      ])
      return context.json({ dead_letters: rows.map(toDeadLetter), total, limit, offset })
    },
  })
}

function countDeadLettersRoute(parts: StreamParts): Route {
  return route({
    method: 'get',
    path: `${letters}/reasons`,
    id: 'countDeadLetters',
    role: 'operator',
    summary: 'Dead letters counted by stage and reason, the most frequent first',
    query: z.object(listQuery),
    answers: { 200: { description: 'The reasons.', schema: z.object({ reasons: z.array(deadLetterReasonJson) }) } },
    async handle(context, { query }) {
      const reasons = await countDeadLettersByReason(parts.database.pool, toFilter(query))
      return context.json({ reasons: reasons.map(toDeadLetterReason) })
    },
  })
}

function readDeadLetterRoute(parts: StreamParts): Route {
  return route({
    method: 'get',
    path: `${letters}/{id}`,
    id: 'readDeadLetter',
    role: 'operator',
    summary: 'A dead letter with its headers and, where it can be read, its record',
    params: z.object({ id: z.string().max(60) }),
    answers: {
      200: {
        description: 'The dead letter.',
        schema: z.object({
          letter: deadLetterJson,
          headers: z.record(z.string(), z.string()).nullable(),
          record: z.object({ type: z.string(), value: z.unknown() }).nullable(),
          undecodable: z.string().nullable(),
          firstBytes: z.string().nullable(),
        }),
      },
    },
    problems: [404],
    async handle(context, { params }) {
      const id = parseId(params.id, parts.settings.TOPIC_PREFIX)
      const shown = await showDeadLetter(await parts.operations(), id)
      if (shown === undefined) throw notFound(`There is no dead letter '${params.id}'.`)
      const body = JSON.stringify({ ...shown, letter: toDeadLetter(shown.letter) }, listOfNumbers)
      return context.body(body, 200, { 'content-type': 'application/json' })
    },
  })
}

function redriveDeadLettersRoute(parts: StreamParts): Route {
  return route({
    method: 'post',
    path: `${letters}/redrive`,
    id: 'redriveDeadLetters',
    role: 'operator',
    summary: 'Sends open dead letters again; a record from inside a file runs the whole file again',
    requestBody,
    answers: { 200: { description: 'What became, or would become, of each.', schema: outcomes } },
    problems: [404],
    async handle(context) {
      const { filter, dryRun } = await readRequest(context, parts.settings.TOPIC_PREFIX)
      const done = await redriveDeadLetters(await parts.operations(), filter, { dryRun, by: who(context) })
      const listed = done.map(({ letter, action, problem }) => ({ id: idOf(letter), action, problem }))
      return context.json({ dry_run: dryRun, total: listed.length, outcomes: listed.slice(0, outcomesShown) })
    },
  })
}

function discardDeadLettersRoute(parts: StreamParts): Route {
  return route({
    method: 'post',
    path: `${letters}/discard`,
    id: 'discardDeadLetters',
    role: 'operator',
    summary: 'Marks open dead letters as done with, and remembers why',
    requestBody,
    answers: { 200: { description: 'What became, or would become, of each.', schema: outcomes } },
    problems: [404],
    async handle(context) {
      const { filter, dryRun, because } = await readRequest(context, parts.settings.TOPIC_PREFIX)
      if (because === undefined) throw badRequest('Say why in because: it is remembered.')
      const mark = { dryRun, by: who(context), reason: because }
      const done = await discardDeadLetters(parts.database, filter, mark)
      const listed = done.map((letter) => ({ id: idOf(letter), action: 'discarded', problem: null }))
      return context.json({ dry_run: dryRun, total: listed.length, outcomes: listed.slice(0, outcomesShown) })
    },
  })
}

/** Who did it, as it is remembered. */
const who = (context: RequestContext) => `${context.get('subject') ?? 'unknown'} (HTTP)`

function listOfNumbers(_key: string, value: unknown): unknown {
  return value instanceof Float32Array || value instanceof Int32Array ? [...value] : value
}
