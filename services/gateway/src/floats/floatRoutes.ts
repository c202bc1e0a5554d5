import type { Database } from '@floatchat/db/connectDatabase'
import { describeFloat, listFloatVersions } from '@floatchat/db/floats/readFloatPage'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { heldTo, paging } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'
import { floatDescriptionJson, floatVersionsJson, toFloatDescription, toFloatVersion } from './floatJson.ts'

const base = '/api/v1/floats/{platform}'
const params = z.object({ platform: z.string().regex(/^\w{1,20}$/, 'platform must be a WMO number') })
const common = { method: 'get', role: 'viewer', science: true, params } as const

/** What a page about a float asks for, besides its cycles and levels. */
export function floatRoutes(database: Database): Route[] {
  return [
    route({
      ...common,
      path: `${base}/versions`,
      id: 'listFloatVersions',
      summary: 'Every version of every profile of a float that a held file has',
      query: z.object({ limit: heldTo(1, 1000, 100, 'How many.'), offset: paging.offset }),
      answers: { 200: { description: 'By cycle, what is shown first.', schema: floatVersionsJson } },
      async handle(context, { params, query }) {
        const { versions, total } = await listFloatVersions(database, params.platform, query.limit, query.offset)
        return context.json({ versions: versions.map(toFloatVersion), total, ...query })
      },
    }),
    route({
      ...common,
      path: `${base}/description`,
      id: 'describeFloat',
      summary: 'What the meta-data file of a float says, and what the quality tests found',
      answers: { 200: { description: 'Of all levels that are shown.', schema: floatDescriptionJson } },
      problems: [404],
      async handle(context, { params }) {
        const description = await describeFloat(database, params.platform)
        if (description === undefined) throw notFound(`There is no float ${params.platform}.`)
        return context.json(toFloatDescription(description))
      },
    }),
  ]
}
