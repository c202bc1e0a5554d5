import type { Database } from '@floatchat/db/connectDatabase'
import { search } from '@floatchat/db/search'
import { z } from 'zod'
import { type Route, route } from '../http/Route.ts'

const most = 8
const found = z.object({
  kind: z.enum(['float', 'dataset', 'job']),
  id: z.string().describe('The WMO number, or the id.'),
  name: z.string(),
  part_of: z.string().nullable().describe('The zip that it came in.'),
})

/** One search for whatever a person knows: a number of a float, an id of a job, a name of a file. */
export function searchRoute(database: Database): Route {
  return route({
    method: 'get',
    path: '/api/v1/search',
    id: 'search',
    role: 'viewer',
    summary: 'Floats, files and jobs by a part of what names them',
    query: z.object({
      text: z
        .string()
        .max(200)
        .transform((text) => text.replaceAll('\0', '').trim())
        .refine((text) => text !== '', 'text must not be empty')
        .describe('The beginning of a WMO number or of the id of a job, or a part of a file name.'),
    }),
    answers: {
      200: { description: `At most ${most} of each kind.`, schema: z.object({ found: z.array(found) }) },
    },
    handle: async (context, { query }) => context.json({ found: [...(await search(database, query.text, most))] }),
  })
}
