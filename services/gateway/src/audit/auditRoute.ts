import { auditResult } from '@floatchat/db/audit/AuditEntry'
import { auditRow, readAudit } from '@floatchat/db/audit/readAudit'
import type { Database } from '@floatchat/db/connectDatabase'
import { z } from 'zod'
import { isoTime } from '../http/isoTime.ts'
import { heldTo, idParam } from '../http/pageParams.ts'
import { type Route, route } from '../http/Route.ts'

const auditJson = auditRow.extend({ audit_id: z.int(), at: z.iso.datetime() }).meta({ id: 'AuditEntry' })
const text = z.string().max(500).optional()

/** `GET /api/v1/audit`: who changed what, and when. */
export function auditRoute(database: Database): Route {
  return route({
    method: 'get',
    path: '/api/v1/audit',
    id: 'listAudit',
    summary: 'Who changed what, newest first',
    description: 'What is begun and has no end is under way, or its process died. The next page is before the last id.',
    query: z.object({
      who: text.describe('The subject of a token, `key` and the name of an API key, or a user of a machine.'),
      action: text.describe('The operation, or the command.'),
      target: text.describe('What it was done to.'),
      result: auditResult.optional(),
      since: z.iso.datetime({ offset: true }).optional().describe('Not older than this.'),
      before: idParam('before').optional().describe('Only entries with a smaller id.'),
      limit: heldTo(1, 1000, 100, 'How many.'),
    }),
    answers: { 200: { description: 'A page of entries.', schema: z.object({ entries: z.array(auditJson) }) } },
    async handle(context, { query }) {
      const { limit, since, before, ...rest } = query
      const filter = { ...rest, before, since: since === undefined ? undefined : Date.parse(since) }
      const rows = await readAudit(database, filter, limit)
      return context.json({ entries: rows.map((row) => ({ ...row, at: isoTime(row.at) })) })
    },
  })
}
