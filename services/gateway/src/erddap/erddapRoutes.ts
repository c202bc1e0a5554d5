import type { Database } from '@floatchat/db/connectDatabase'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { brokenOff } from '../http/brokenOff.ts'
import { badRequest, notFound } from '../http/HttpProblem.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { streamAnswer } from '../http/streamAnswer.ts'
import { type Dataset, datasets, globalAttributes } from './datasets.ts'
import { dasText, ddsText, infoTable, listTable, searchDatasets } from './describe.ts'
import { erddapError } from './erddapError.ts'
import { parseQuery, shown } from './parseQuery.ts'
import type { ResultTable } from './ResultTable.ts'
import { planQuery, runQuery } from './runQuery.ts'
import { Turns } from './Turns.ts'
import { writeRowsNetcdf } from './writeRowsNetcdf.ts'
import { plainFormats, textFormats } from './writeTable.ts'

/** The ERDDAP whose protocol is spoken. */
const version = '2.23'
/** Each keeps its rows until they are sent. */
const queriesAtOnce = 2
const patienceMs = 60_000

const common = { method: 'get', role: 'viewer', science: true, problemShape: erddapError } as const
const plain = { 200: { description: 'A text.', content: { 'text/plain': { schema: {} } } } } as const
const fileParam = { file: z.string().max(100).describe('A name and a format: ArgoFloats.csv, index.json.') }
const tables = (formats: typeof textFormats, ...more: readonly string[]) => ({
  200: {
    description: 'A table as ERDDAP writes it.',
    content: Object.fromEntries(
      [...Object.values(formats).map(({ contentType }) => contentType), ...more].map((type) => [type, { schema: {} }]),
    ),
  },
})

interface Querying {
  readonly database: Database
  readonly log: Logger
  readonly turns: Turns
}

/** As much of an ERDDAP as its Argo clients ask for: argopy and erddapy with only the address changed. */
export function erddapRoutes({ database, log }: { readonly database: Database; readonly log: Logger }): Route[] {
  const turns = new Turns(queriesAtOnce, patienceMs)
  return [versionRoute(), datasetsRoute(), datasetRoute(), searchRoute(), tabledapRoute({ database, log, turns })]
}

function versionRoute(): Route {
  return route({
    ...common,
    path: '/erddap/version',
    id: 'readErddapVersion',
    summary: 'Which ERDDAP is spoken',
    answers: plain,
    handle: (context) => context.text(`ERDDAP_version=${version}\n`),
  })
}

function datasetsRoute(): Route {
  return route({
    ...common,
    path: '/erddap/info/{file}',
    id: 'listErddapDatasets',
    summary: 'The datasets of the tabledap, as ERDDAP lists them',
    params: z.object(fileParam),
    answers: tables(plainFormats),
    problems: [404],
    handle: (context, { params }) => sendPlain(context, params.file, 'index', listTable(datasets, rootOf(context))),
  })
}

function datasetRoute(): Route {
  return route({
    ...common,
    path: '/erddap/info/{dataset}/{file}',
    id: 'readErddapInfo',
    summary: 'Variables and attributes of a dataset',
    params: z.object({ dataset: z.string().max(100), ...fileParam }),
    answers: tables(plainFormats),
    problems: [404],
    handle: (context, { params }) => sendPlain(context, params.file, 'index', infoTable(datasetNamed(params.dataset))),
  })
}

function searchRoute(): Route {
  return route({
    ...common,
    path: '/erddap/search/{file}',
    id: 'searchErddap',
    summary: 'Datasets in which some words stand',
    params: z.object(fileParam),
    query: z.object({ searchFor: z.string().max(1000).default('').describe('Words; -word leaves out.') }),
    answers: tables(plainFormats),
    problems: [404],
    handle(context, { params, query }) {
      const found = searchDatasets(datasets, query.searchFor === 'None' ? '' : query.searchFor)
      if (found.length === 0) throw notFound('Your query produced no matching results. (nRows = 0)')
      const name = params.file.startsWith('advanced.') ? 'advanced' : 'index'
      return sendPlain(context, params.file, name, listTable(found, rootOf(context)))
    },
  })
}

function tabledapRoute(parts: Querying): Route {
  return route({
    ...common,
    path: '/erddap/tabledap/{file}',
    id: 'queryTabledap',
    summary: 'Rows of a dataset, as tabledap asks for them',
    description:
      `${datasets.map(({ id }) => id).join(', ')}, with .${[...Object.keys(textFormats), 'nc', 'das', 'dds'].join(', .')}. ` +
      'The query is that of tabledap: names of variables, then constraints and functions (docs/reading.md).',
    params: z.object(fileParam),
    answers: tables(textFormats, 'application/x-netcdf', 'text/plain'),
    problems: [404, 413],
    handle: (context, { params }) => answerQuery(parts, context, params.file),
  })
}

async function answerQuery(
  { database, log, turns }: Querying,
  context: RequestContext,
  file: string,
): Promise<Response> {
  const [, id = '', format = ''] = /^(.+)\.(\w+)$/.exec(file) ?? []
  const dataset = datasetNamed(id === '' ? file : id)
  if (format === 'dds') return context.text(ddsText(dataset))
  if (format === 'das') return context.text(dasText(dataset))
  const text = Object.hasOwn(textFormats, format) ? textFormats[format] : undefined
  if (text === undefined && format !== 'nc') throw noFormat(format, [...Object.keys(textFormats), 'nc', 'das', 'dds'])
  const url = new URL(context.req.url)
  const query = planQuery(dataset, parseQuery(url.search))
  const contentType = text?.contentType ?? 'application/x-netcdf'
  if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': contentType })
  const giveBack = await turns.take()
  try {
    const table = await runQuery(database, query)
    const write = () => text?.write(table) ?? writeRowsNetcdf(table, attributesOfAnswer(dataset, url))
    return await streamAnswer(context, during(write(), giveBack), {
      ...{ contentType, failed: brokenOff(context, log) },
      headers: { 'content-disposition': `attachment; filename="${dataset.id}.${format}"` },
    })
  } catch (error) {
    giveBack()
    throw error
  }
}

/** The parts of an answer, after the last of which the turn is somebody else's. */
async function* during<Part>(parts: Generator<Part, void>, giveBack: () => void): AsyncGenerator<Part, void> {
  try {
    yield* parts
  } finally {
    giveBack()
  }
}

function attributesOfAnswer(dataset: Dataset, url: URL) {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  let search = url.search
  try {
    search = decodeURIComponent(url.search)
  } catch {
    // It was understood, so it stays as it is.
  }
  // Its last line is where clients look for the address that was asked.
  const history = `${now} (local files)\n${now} ${url.origin}${url.pathname}${search}`
  return { ...globalAttributes(dataset), history }
}

function datasetNamed(id: string): Dataset {
  const dataset = datasets.find((one) => one.id === id)
  if (dataset === undefined) throw notFound(`Currently unknown datasetID=${shown(id)}`)
  return dataset
}

function noFormat(format: string, known: readonly string[]) {
  return badRequest(
    `Query error: The file type '.${shown(format)}' is not served; ${known.map((one) => `.${one}`).join(', ')} are.`,
  )
}

function sendPlain(context: RequestContext, file: string, name: string, table: ResultTable): Response {
  const format = file.startsWith(`${name}.`) ? file.slice(name.length + 1) : ''
  const known = Object.hasOwn(plainFormats, format) ? plainFormats[format] : undefined
  if (known === undefined) throw noFormat(format, Object.keys(plainFormats))
  return context.body([...known.write(table)].join(''), 200, { 'content-type': known.contentType })
}

const rootOf = (context: RequestContext) => new URL('/erddap', context.req.url).href
