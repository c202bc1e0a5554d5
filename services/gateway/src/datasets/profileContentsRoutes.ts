import type { Database } from '@floatchat/db/connectDatabase'
import { chooseProfiles } from '@floatchat/db/profiles/chooseProfiles'
import { type ProfileParts, readProfileContents } from '@floatchat/db/profiles/readProfileContents'
import type { ProfilesOf } from '@floatchat/db/profiles/readProfiles'
import type { Logger } from '@floatchat/service/logger'
import { z } from 'zod'
import { brokenOff } from '../http/brokenOff.ts'
import { fewAtOnce } from '../http/fewAtOnce.ts'
import { heldTo, idParam, isInteger32, lastOffset, listOf, paging } from '../http/pageParams.ts'
import { type RequestContext, type Route, route } from '../http/Route.ts'
import { streamAnswer } from '../http/streamAnswer.ts'
import { profileLineJson } from './datasetJson.ts'
import { pagesOf } from './pagesOf.ts'
import { profileDocument } from './profileDocument.ts'
import { profilesOf, toProfilesOf } from './profilesOf.ts'

const contentType = 'application/x-ndjson'
// About 0.7 MB of JSON, which is what an answer holds in memory.
const cellsAPage = 20_000
const answersAtOnce = 8
const idsAtMost = 1000

const query = {
  include: listOf('measurements|parameters', 2)
    .transform((parts) => parts ?? ['measurements', 'parameters'])
    .describe('measurements (the best values by column), parameters (as delivered), or both, which is the default.'),
  parameters: listOf('\\w{1,64}', 100).describe('Only these of the parameters, by Argo name: PRES,TEMP.'),
  platform_number: z.string().max(20).optional().describe('Only profiles of this float.'),
  profile_ids: listOf('\\d{1,15}', idsAtMost)
    .transform((ids) => ids?.map(Number).filter(isInteger32))
    .describe(`Only these, at most ${idsAtMost}, in this order; those that are not there are left out.`),
  limit: heldTo(1, lastOffset, lastOffset, 'How many.'),
  offset: paging.offset,
}
const chosen = z.object(query)
const common = {
  method: 'get',
  role: 'viewer',
  science: true,
  description:
    'Sent as it is read. An answer that cannot be brought to its end is broken off, and can be gone on with from the ' +
    'number of lines that came as offset. A profile that is replaced by a newer version meanwhile is left out.',
  answers: {
    200: {
      description: 'A line for each profile, by float and cycle, or in the order of profile_ids.',
      content: { [contentType]: { schema: profileLineJson } },
    },
  },
} as const

/** Many profiles with their values in one answer, which takes the gateway as much memory for a thousand as for ten. */
export function profileContentsRoutes({
  database,
  log,
  exists,
}: {
  readonly database: Database
  readonly log: Logger
  /** @throws HttpProblem 404 for an unknown dataset. */
  readonly exists: (datasetId: number) => Promise<void>
}): Route[] {
  const refusal = 'As many datasets are being read as are read at once: try again.'
  const { demandPlace, counted } = fewAtOnce(answersAtOnce, refusal)

  return [
    route({
      ...common,
      path: '/api/v1/datasets/{dataset_id}/profiles/contents',
      id: 'readProfiles',
      summary: 'The profiles of a dataset with their values, a line of JSON for each',
      params: z.object({ dataset_id: idParam('dataset_id') }),
      query: chosen,
      problems: [404],
      async handle(context, { params, query }) {
        await exists(params.dataset_id)
        return send(context, { datasets: [params.dataset_id] }, query)
      },
    }),
    route({
      ...common,
      path: '/api/v1/datasets/profiles/contents',
      id: 'readProfilesOf',
      summary: 'The profiles of a float, of some datasets, or of all with a name, with their values',
      query: z.object({ ...profilesOf, ...query }),
      handle: (context, { query }) => send(context, toProfilesOf(query), query),
    }),
  ]

  async function send(context: RequestContext, of: ProfilesOf, query: z.output<typeof chosen>): Promise<Response> {
    const { platform_number, profile_ids, limit, offset } = query
    const platformNumber = platform_number?.replaceAll('\0', '')
    const choice = { platformNumber, profileIds: profile_ids, limit, offset }
    const found = await chooseProfiles(database, of, choice)
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': contentType })
    demandPlace()
    const parts = {
      measurements: query.include.includes('measurements'),
      parameters: query.include.includes('parameters')
        ? (query.parameters?.map((name) => name.toUpperCase()) ?? 'all')
        : 'none',
    } as const
    return streamAnswer(context, counted(lines(found, parts)), {
      contentType,
      failed: brokenOff(context, log),
    })
  }

  async function* lines(found: Awaited<ReturnType<typeof chooseProfiles>>, parts: ProfileParts) {
    for (const ids of pagesOf(found, cellsAPage)) {
      const profiles = await readProfileContents(database, ids, parts)
      for (const profile of profiles) yield `${profileDocument(profile)}\n`
    }
  }
}
