import type { Database } from '@floatchat/db/connectDatabase'
import { agreementOf, readAudit } from '@floatchat/db/quality/readAudit'
import { writeAuditCsv } from '@floatchat/db/quality/writeAuditCsv'
import { z } from 'zod'
import { keptFor } from '../http/keptFor.ts'
import { type Route, route } from '../http/Route.ts'

/** How long an audit is given out again: it reads every profile. */
const keptMs = 60_000

const rowJson = z
  .object({
    test: z.int().describe('Number of the test in the Argo manuals.'),
    name: z.string(),
    data_centre: z.string().describe('Empty where the file does not say it.'),
    data_mode: z.string(),
    performed: z.int().describe('Profiles of which HISTORY says that the test was performed (QCP$).'),
    failed_both: z.int(),
    failed_there_only: z.int().describe('Failed at the data centre (QCF$) and not here.'),
    failed_here_only: z.int(),
    agreement_percent: z.number(),
  })
  .meta({ id: 'AuditRow' })
const disagreementJson = z
  .object({
    test: z.int(),
    name: z.string(),
    data_centre: z.string(),
    platform_number: z.string(),
    performed: z.int(),
    failed_there_only: z.int(),
    failed_here_only: z.int(),
    first_cycle: z.int(),
    sentence: z.string(),
  })
  .meta({ id: 'AuditDisagreement' })

/** The quality tests beside those of the data centres, over all profiles held. */
export function qualityAuditRoute(database: Database): Route {
  const audit = keptFor(keptMs, () => readAudit(database))

  return route({
    method: 'get',
    path: '/api/v1/quality-tests/audit',
    id: 'auditQualityTests',
    role: 'viewer',
    science: true,
    summary: 'The quality tests beside those of the data centres, by test, centre and data mode',
    description:
      'Over the profiles of which HISTORY says which tests were performed. Delayed-mode and adjusted profiles are judged ' +
      'here by their adjusted values, and were tested there by their raw ones. At most a minute old.',
    query: z.object({ format: z.enum(['json', 'csv']).default('json').describe('csv has the rows alone.') }),
    answers: {
      200: {
        description: 'A row for each test, centre and mode; the floats that differ most, with a sentence each.',
        content: {
          'application/json': {
            schema: z.object({ rows: z.array(rowJson), disagreements: z.array(disagreementJson) }),
          },
          'text/csv': { schema: { type: 'string' } },
        },
      },
    },
    async handle(context, { query }) {
      const found = await audit()
      if (query.format === 'csv') {
        return context.body(writeAuditCsv(found), 200, { 'content-type': 'text/csv; charset=utf-8' })
      }
      const rows = found.rows.map((row) => ({ ...row, agreement_percent: agreementOf(row) }))
      return context.json({ rows, disagreements: found.disagreements })
    },
  })
}
