import { keyRole } from '@floatchat/db/keys/ApiKey'
import { z } from 'zod'
import { mayDo } from '../auth/Role.ts'
import { type Route, route } from '../http/Route.ts'

const me = z
  .object({
    name: z.string().nullable().describe('The subject of the token, or `key` and the name of the API key.'),
    role: keyRole.nullable().describe('Null for who asks without a token, where reading is open.'),
    allowed: z.array(z.string()).describe('The operations that may be asked for, by their ids in /openapi.json.'),
  })
  .meta({ id: 'Me' })

/** `GET /api/v1/me`: who asks, and what that may do, so that a page shows nothing that is refused. */
export function meRoute(routes: readonly Route[], publicRead: boolean): Route {
  return route({
    method: 'get',
    path: '/api/v1/me',
    id: 'readMe',
    role: 'viewer',
    science: true,
    summary: 'Who asks, and what that may do',
    answers: { 200: { description: 'Name, role and operations.', schema: me } },
    handle(context) {
      const role = context.get('role') ?? null
      const may = ({ open, science, role: needed = 'admin' }: Route) =>
        open === true || (publicRead && science === true) || (role !== null && mayDo(role, needed))
      const allowed = routes.filter(may).map(({ id }) => id)
      return context.json({ name: context.get('subject') ?? null, role, allowed } satisfies z.output<typeof me>)
    },
  })
}
