import type { Database } from '@floatchat/db/connectDatabase'
import { type ChosenReading, chooseFloats, chooseReading, type Reading } from '@floatchat/db/reading/chooseReading'
import type { ReadingChoice } from '@floatchat/db/reading/ReadingChoice'
import { modes, parametersWithColumns, readLevels } from '@floatchat/db/reading/readLevels'
import { readCycles, readFloats } from '@floatchat/db/reading/readTable'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { pagesOf } from '../datasets/pagesOf.ts'
import { badRequest, notFound } from '../http/HttpProblem.ts'
import { listOf } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'
import { formats, netcdfType } from './formats.ts'
import { type Pages, writeCyclesNetcdf, writeLevelsNetcdf } from './netcdf/writeNetcdf.ts'
import {
  choiceQuery,
  exactly,
  format,
  type Part,
  part,
  partOf,
  pressure,
  profileFormat,
  toChoice,
} from './readingQuery.ts'
import { answerSender, tableAnswer } from './sendAnswer.ts'
import { writeJson } from './writeJson.ts'

/** What one answer may hold; their ids are all that is kept of it. */
const profilesAtMost = 200_000
/** Levels that are read at once; in expert each has a row for every parameter. */
const levelsAPage = { standard: 4_000, research: 4_000, expert: 1_000 }
const cyclesAPage = 500
const floatsAPage = 100
const everything: ReadingChoice = {
  ...{ platforms: undefined, box: undefined, polygon: undefined, from: undefined, until: undefined },
  ...{ cycles: undefined, direction: undefined },
}
const sent =
  'Sent as it is read. An answer that cannot be brought to its end is broken off. ' +
  `At most ${profilesAtMost.toLocaleString('en')} profiles in one answer.`
const answers = (description: string, ...moreTypes: readonly string[]) => ({
  200: {
    description,
    content: Object.fromEntries(
      [...Object.values(formats).map(({ contentType }) => contentType), ...moreTypes].map((type) => [
        type,
        { schema: {} },
      ]),
    ),
  },
  304: { description: 'Nothing has changed since the answer with this ETag.' },
})
const headers = { 'if-none-match': 'The ETag of an answer that the client has.' }
const common = { method: 'get', role: 'viewer', science: true } as const

interface Parts {
  readonly database: Database
  readonly send: ReturnType<typeof answerSender>
}

/** Questions across datasets: floats, cycles and levels of schema argo. */
export function readingRoutes({ database, log }: { readonly database: Database; readonly log: Logger }): Route[] {
  const parts = { database, send: answerSender(log) }
  return [floatsRoute(parts), floatRoute(parts), cyclesRoute(parts), levelsRoute(parts)]
}

function floatsRoute({ database, send }: Parts): Route {
  return route({
    ...common,
    path: '/api/v1/floats',
    id: 'listFloats',
    summary: 'Floats with latest position, cycles, parameters and modes',
    description: `Those of which a cycle is chosen. ${sent}`,
    query: exactly({ ...choiceQuery, ...part, format }),
    answers: { 200: answers('A row for each float, by number.')[200] },
    async handle(context, { query }) {
      const ids = partOf(await chooseFloats(database, toChoice(query)), query)
      const read = (some: readonly string[]) => readFloats(database, some)
      const pages = pagesOf({ ids, cells: ids.map(() => 1) }, floatsAPage)
      return send(context, tableAnswer({ name: 'floats', format: query.format, ids, pages, read, unchanging: false }))
    },
  })
}

function floatRoute({ database }: Parts): Route {
  return route({
    ...common,
    path: '/api/v1/floats/{platform}',
    id: 'readFloat',
    summary: 'One float',
    params: z.object({ platform: z.string().regex(/^\w{1,20}$/, 'platform must be a WMO number') }),
    answers: { 200: { description: 'The float, as in the list.', schema: z.record(z.string(), z.unknown()) } },
    problems: [404],
    async handle(context, { params }) {
      const [platform] = await chooseFloats(database, { ...everything, platforms: [params.platform] })
      if (platform === undefined) throw notFound(`There is no float ${params.platform}.`)
      const table = await readFloats(database, [platform])
      const parts = await Array.fromAsync(writeJson(once(table), 'floats'))
      const { floats } = JSON.parse(parts.join('')) as { floats: object[] }
      return context.json(floats[0] ?? {})
    },
  })
}

function cyclesRoute({ database, send }: Parts): Route {
  return route({
    ...common,
    path: '/api/v1/profiles',
    id: 'listCycles',
    summary: 'Cycles: time, position, mode, and the profiles they are made of',
    description: `One row for each float, cycle and direction. ${sent}`,
    query: exactly({ ...choiceQuery, ...part, format: profileFormat }),
    headers,
    answers: answers('A row for each cycle, by float and cycle.', netcdfType),
    async handle(context, { query }) {
      const { ids, sizes } = await chooseAtMost(database, 'cycles', toChoice(query), query)
      const pages = pagesOf({ ids, cells: sizes }, cyclesAPage)
      if (query.format === 'nc') {
        const write = () => writeCyclesNetcdf(database, ids, pages)
        return send(context, { contentType: netcdfType, ids, unchanging: false, write })
      }
      const read = (some: readonly number[]) => readCycles(database, some)
      return send(context, tableAnswer({ name: 'profiles', format: query.format, ids, pages, read, unchanging: false }))
    },
  })
}

function levelsRoute({ database, send }: Parts): Route {
  return route({
    ...common,
    path: '/api/v1/levels',
    id: 'readLevels',
    summary: 'Levels under a user mode of argopy',
    description:
      'standard and research have a row for each level with its best values, expert one for each parameter of each ' +
      `level of each sub-profile, as delivered. ${sent}`,
    query: exactly({
      ...choiceQuery,
      mode: z.enum(modes).default('standard').describe('The rules are in docs/reading.md.'),
      parameters: listOf('\\w{1,64}', 100)
        .transform((names) => names?.map((name) => name.toUpperCase()))
        .describe('Argo names: TEMP,DOXY. Levels with none of them are left out; pressure is always there.'),
      pressure,
      format: profileFormat,
    }),
    headers,
    answers: answers('A row for each level, by float and cycle.', netcdfType),
    async handle(context, { query }) {
      const { mode, parameters } = query
      const unknown = mode === 'expert' ? undefined : parameters?.find((name) => !parametersWithColumns.includes(name))
      if (unknown !== undefined)
        throw badRequest(
          `parameters: ${unknown} has no column; mode expert has every parameter. Here: ${parametersWithColumns.join(', ')}.`,
        )
      const { ids, sizes } = await chooseAtMost(database, mode === 'expert' ? 'expert' : 'levels', toChoice(query))
      const choice = { mode, parameters, pressure: query.pressure }
      if (query.format === 'nc') {
        const sizeOf = new Map(ids.map((id, index) => [id, sizes[index] ?? 0]))
        const cut: Pages = (some) =>
          pagesOf({ ids: some, cells: some.map((id) => sizeOf.get(id) ?? 0) }, levelsAPage[mode])
        const write = () => writeLevelsNetcdf(database, ids, choice, cut)
        return send(context, { contentType: netcdfType, ids, unchanging: true, write })
      }
      const read = (some: readonly number[]) => readLevels(database, some, choice)
      const pages = pagesOf({ ids, cells: sizes }, levelsAPage[mode])
      return send(context, tableAnswer({ name: 'levels', format: query.format, ids, pages, read, unchanging: true }))
    },
  })
}

/** @throws HttpProblem 400 where these are more profiles than one answer may have. */
async function chooseAtMost(
  database: Database,
  reading: Reading,
  choice: ReadingChoice,
  { limit = Number.POSITIVE_INFINITY, offset }: Part = { limit: undefined, offset: 0 },
): Promise<ChosenReading> {
  const found = await chooseReading(database, reading, choice, Math.min(limit, profilesAtMost + 1), offset)
  if (found.ids.length <= profilesAtMost) return found
  throw badRequest(
    `These are more than ${profilesAtMost.toLocaleString('en')} profiles, which is the most in one answer: narrow platform, bbox, time or cycle.`,
  )
}

async function* once<Value>(value: Value): AsyncGenerator<Value, void> {
  yield value
}
