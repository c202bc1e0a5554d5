import type { Database } from '@floatchat/db/connectDatabase'
import { type DictionaryRow, readDictionary } from '@floatchat/db/reading/readDictionary'
import { z } from 'zod'
import { type Route, route } from '../http/Route.ts'

const text = z.string().nullable()
const columnJson = z.object({
  name: z.string(),
  type: z.string().describe('In PostgreSQL.'),
  description: z.string(),
  unit: text,
  argo_name: text,
  nvs: text.describe('Address in the NERC vocabulary server.'),
  missing: text.describe('What a missing value means.'),
})
const viewJson = z
  .object({ name: z.string(), description: z.string(), columns: z.array(columnJson) })
  .meta({ id: 'View' })

/** What schema argo holds, from the comments in the database: for programs, and as a page for language models. */
export function dictionaryRoutes(database: Database): Route[] {
  const common = { method: 'get', role: 'viewer', science: true } as const
  return [
    route({
      ...common,
      path: '/api/v1/dictionary',
      id: 'readDictionary',
      summary: 'Views and columns of schema argo: unit, Argo name, NVS address, what missing means',
      answers: { 200: { description: 'All of them.', schema: z.object({ views: z.array(viewJson) }) } },
      async handle(context) {
        return context.json({ views: viewsOf(await readDictionary(database)) })
      },
    }),
    route({
      ...common,
      path: '/llms.txt',
      id: 'readLlmsTxt',
      summary: 'The same as a text for language models',
      answers: { 200: { description: 'Markdown.', content: { 'text/markdown': { schema: { type: 'string' } } } } },
      async handle(context) {
        const body = llmsText(viewsOf(await readDictionary(database)))
        return context.body(body, 200, { 'content-type': 'text/markdown; charset=utf-8' })
      },
    }),
  ]
}

type View = z.output<typeof viewJson>

export function viewsOf(rows: readonly DictionaryRow[]): View[] {
  return [...Map.groupBy(rows, ({ view }) => view)].map(([name, columns]) => ({
    name: `argo.${name}`,
    description: columns[0]?.view_comment ?? '',
    columns: columns.map(({ column, type, comment }) => ({ name: column, type, ...partsOf(comment) })),
  }))
}

/** A comment is a sentence, then its labelled parts: `… Unit: decibar. Argo: PRES. NVS: http://…. Missing: ….` */
function partsOf(comment: string) {
  const [description = '', ...labelled] = comment.split(/(?:^|(?<=\.) )(?=(?:Unit|Argo|NVS|Missing): )/)
  const part = (label: string) =>
    labelled
      .find((one) => one.startsWith(`${label}: `))
      ?.slice(label.length + 2)
      .replace(/\.$/, '') ?? null
  return { description, unit: part('Unit'), argo_name: part('Argo'), nvs: part('NVS'), missing: part('Missing') }
}

function llmsText(views: readonly View[]): string {
  const sections = views.map(({ name, description, columns }) => {
    const lines = columns.map((column) => {
      const { unit, argo_name, nvs, missing } = column
      const about = [unit && `unit ${unit}`, argo_name && `Argo ${argo_name}`, nvs, missing && `missing: ${missing}`]
      return `- \`${column.name}\` (${column.type}): ${column.description} ${about.filter(Boolean).join('; ')}`.trimEnd()
    })
    return `## ${name}\n\n${description}\n\n${lines.join('\n')}`
  })
  return `# FloatChat: Argo profiles in PostgreSQL

> Questions about the ocean are asked of schema argo, in SQL (PostgreSQL with PostGIS) or over HTTP (/openapi.json: /api/v1/floats, /api/v1/profiles, /api/v1/levels). A cycle of a float counts once. Take argo.standard unless another view is asked for.

${sections.join('\n\n')}
`
}
