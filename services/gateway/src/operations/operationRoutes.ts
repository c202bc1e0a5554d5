import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { beginOperation, countChosen } from '@floatchat/db/operations/beginOperation'
import { changeOperation, type OperationCommand } from '@floatchat/db/operations/changeOperation'
import type { OperationState } from '@floatchat/db/operations/OperationRow'
import { listOperations, readChanges, readOperation, readOperationFiles } from '@floatchat/db/operations/readOperations'
import { readQualityTests } from '@floatchat/db/profiles/readQualityTests'
import { z } from 'zod'
import { badRequest, notFound } from '../http/HttpProblem.ts'
import { heldTo, paging } from '../http/pageParams.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { changesJson, operationFilesJson, operationJson, operationListJson, toOperation } from './operationJson.ts'
import { readNewOperation, requestBody } from './reprocessRequest.ts'

const base = '/api/v1/operations'
const one = `${base}/{operation_id}`
const params = z.object({ operation_id: z.uuid() })
const longPage = { limit: heldTo(1, 1000, 100, 'How many.'), offset: paging.offset }

interface Command {
  readonly command: OperationCommand
  /** What an operation is after it, unless it had ended before. */
  readonly becomes: OperationState
  readonly summary: string
}

const commands: readonly Command[] = [
  {
    ...{ command: 'pause', becomes: 'paused' },
    summary: 'Begins no further file of the operation; those that were sent go on',
  },
  { command: 'resume', becomes: 'running', summary: 'Goes on with a paused operation' },
  {
    ...{ command: 'stop', becomes: 'stopped' },
    summary: 'Ends the operation where it is: files that were not sent are let go of',
  },
]

/** Operations over many files: reading held files again. */
export function operationRoutes(database: Database, kickDriver: () => void): Route[] {
  const who = (context: RequestContext) => `${context.get('subject') ?? 'unknown'} (HTTP)`
  const found = async (operationId: string) => {
    const operation = await readOperation(database, operationId)
    if (operation === undefined) throw notFound(`There is no operation ${operationId}.`)
    return operation
  }

  const begin = route({
    method: 'post',
    path: base,
    id: 'beginOperation',
    role: 'operator',
    summary: 'Reads held files again from the bucket, with the code of today, in the bulk lane',
    requestBody,
    answers: {
      200: {
        description: 'With dry_run: what would be read again.',
        schema: z.object({ dry_run: z.literal(true), files: z.int(), bytes: z.int() }),
      },
      202: { description: 'The operation, which has begun.', schema: operationJson },
    },
    async handle(context) {
      const { choice, request, because, dryRun } = await readNewOperation(context)
      if (dryRun) {
        const counted = await asDatabaseWork('Counting files', () => countChosen(database.pool, choice))
        return context.json({ dry_run: true, ...counted }, 200)
      }
      const by = who(context)
      const id = await asDatabaseWork('Beginning an operation', () =>
        database.pool.transaction((transaction) => beginOperation(transaction, { choice, request, by, because })),
      )
      kickDriver()
      return context.json(toOperation(await found(id)), 202, { location: `${base}/${id}` })
    },
  })

  const change = ({ command, becomes, summary }: Command) =>
    route({
      method: 'post',
      path: `${one}/${command}`,
      id: `${command}Operation`,
      role: 'operator',
      summary,
      params,
      answers: { 200: { description: 'The operation as it is now.', schema: operationJson } },
      problems: [400, 404],
      async handle(context, { params: { operation_id: id } }) {
        const state = await changeOperation(database, id, command, who(context))
        const operation = await found(id)
        if (state !== becomes) throw badRequest(`The operation is ${state}: begin another.`)
        kickDriver()
        return context.json(toOperation(operation))
      },
    })

  return [begin, ...readingOperations(database, found), ...commands.map(change)]
}

function readingOperations(
  database: Database,
  found: (id: string) => Promise<Parameters<typeof toOperation>[0]>,
): Route[] {
  return [
    route({
      method: 'get',
      path: base,
      id: 'listOperations',
      role: 'operator',
      summary: 'Operations, newest first, with how far they are',
      query: z.object(paging),
      answers: { 200: { description: 'A page, and how many there are in all.', schema: operationListJson } },
      async handle(context, { query }) {
        const { operations, total } = await listOperations(database, query)
        return context.json({ operations: operations.map(toOperation), total, ...query })
      },
    }),
    route({
      method: 'get',
      path: one,
      id: 'readOperation',
      role: 'operator',
      summary: 'An operation: what was asked for, and how far it is',
      params,
      answers: { 200: { description: 'The operation.', schema: operationJson } },
      problems: [404],
      handle: async (context, { params: { operation_id: id } }) => context.json(toOperation(await found(id))),
    }),
    route({
      method: 'get',
      path: `${one}/changes`,
      id: 'readOperationChanges',
      role: 'operator',
      summary: 'What the operation changed in what is shown, by float, parameter and quality test',
      params,
      query: z.object(longPage),
      answers: { 200: { description: 'A page, and how many rows there are in all.', schema: changesJson } },
      problems: [404],
      async handle(context, { params: { operation_id: id }, query }) {
        await found(id)
        const { changes, total } = await readChanges(database, id, query)
        const names = new Map((await readQualityTests(database)).map(({ bit, name }) => [bit, name]))
        const named = changes.map((each) => ({ ...each, test: names.get(each.test_bit ?? -1) ?? null }))
        return context.json({ changes: named, total, ...query })
      },
    }),
    route({
      method: 'get',
      path: `${one}/files`,
      id: 'readOperationFiles',
      role: 'operator',
      summary: 'Its files that have not succeeded: failed, missing, withdrawn, and those under way',
      params,
      query: z.object(longPage),
      answers: { 200: { description: 'A page, and how many there are in all.', schema: operationFilesJson } },
      problems: [404],
      async handle(context, { params: { operation_id: id }, query }) {
        await found(id)
        return context.json({ ...(await readOperationFiles(database, id, query)), ...query })
      },
    }),
  ]
}
