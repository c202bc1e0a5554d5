import type { AuditEntry, AuditResult } from '@floatchat/db/audit/AuditEntry'
import { endAudit, recordAudit } from '@floatchat/db/audit/recordAudit'
import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import type { Logger } from '@floatchat/service/logger'
import { callerOf } from '../auth/callerOf.ts'
import { asProblem } from './HttpProblem.ts'
import type { RequestContext, Route } from './Route.ts'

/**
 * Does what a request asks for, and notes it where it may change something: that it has begun, before anything is done,
 * and how it ended. A route that notes it in its own transaction is let alone.
 *
 * @throws IngestionError DATABASE_UNAVAILABLE: what cannot be noted is not done.
 */
export async function auditRequest(
  database: Database,
  log: Logger,
  route: Route,
  context: RequestContext,
  work: () => Promise<Response> | Response,
): Promise<Response> {
  if (!isAudited(route)) return work()
  const entry: AuditEntry = { ...callerOf(context), action: route.id, target: context.req.path }
  const auditId = await asDatabaseWork('Writing the audit log', () => recordAudit(database.pool, entry, 'begun'))
  const end = (result: AuditResult, reason: string | null) =>
    endAudit(database.pool, auditId, result, reason).catch((error: unknown) =>
      log.warn({ err: error, audit: auditId }, 'how a request ended could not be noted'),
    )
  try {
    const response = await work()
    await end('done', null)
    return response
  } catch (error) {
    const { status, message } = asProblem(error)
    await end(status < 500 ? 'refused' : 'failed', message)
    throw error
  }
}

function isAudited({ method, audit }: Route): boolean {
  return method !== 'get' && method !== 'options' && audit === undefined
}
