import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { auditResult } from './AuditEntry.ts'

export const auditRow = z.object({
  audit_id: int8,
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: z.number(),
  who: z.string(),
  role: z.string().nullable(),
  way: z.enum(['http', 'command']),
  action: z.string(),
  target: z.string().nullable(),
  detail: z.unknown(),
  result: auditResult,
  reason: z.string().nullable(),
})
export type AuditRow = z.output<typeof auditRow>

export interface AuditFilter {
  readonly who?: string | undefined
  readonly action?: string | undefined
  readonly target?: string | undefined
  readonly result?: z.output<typeof auditResult> | undefined
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number | undefined
  /** Only rows with a smaller number: the last of the page before. */
  readonly before?: number | undefined
}

/** The newest first. */
export function readAudit({ pool }: Database, filter: AuditFilter, limit: number): Promise<readonly AuditRow[]> {
  const { who, action, target, result, since, before } = filter
  const conditions = [
    ...(who === undefined ? [] : [sql.fragment`who = ${who}`]),
    ...(action === undefined ? [] : [sql.fragment`action = ${action}`]),
    ...(target === undefined ? [] : [sql.fragment`target = ${target}`]),
    ...(result === undefined ? [] : [sql.fragment`result = ${result}`]),
    ...(since === undefined ? [] : [sql.fragment`at >= ${new Date(since).toISOString()}::timestamptz`]),
    ...(before === undefined ? [] : [sql.fragment`audit_id < ${before}`]),
  ]
  const where =
    conditions.length === 0 ? sql.fragment`` : sql.fragment`where ${sql.join(conditions, sql.fragment` and `)}`
  return asDatabaseWork('Reading the audit log', () =>
    pool.any(sql.type(auditRow)`
      select audit_id, (extract(epoch from at) * 1000)::float8 as at, who, role, way, action, target, detail, result, reason
      from audit_log ${where} order by audit_id desc limit ${limit}`),
  )
}
