import { sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'
import { storableJson, storableText } from '../storableJson.ts'
import type { Transaction } from '../Transaction.ts'
import type { AuditEntry, AuditResult } from './AuditEntry.ts'

/** The statement that adds a row: to be run by itself, or beside what it tells of. */
export function auditInsert(entry: AuditEntry, result: AuditResult, reason: string | null = null) {
  const { who, role, way, action, target, detail } = entry
  const ended = result === 'begun' ? sql.fragment`null` : sql.fragment`clock_timestamp()`
  return sql.fragment`
    insert into audit_log (who, role, way, action, target, detail, result, reason, ended_at)
    values (${storableText(who).slice(0, 200)}, ${role}, ${way}, ${action},
      ${target === null ? null : storableText(target).slice(0, 500)},
      ${detail === undefined ? null : sql.jsonb(storableJson(detail))}, ${result},
      ${reason === null ? null : storableText(reason)}, ${ended})`
}

/**
 * Notes what is done, in the transaction that does it where there is one.
 *
 * @returns the number of the row, to say later how it ended.
 */
export async function recordAudit(
  connection: Transaction,
  entry: AuditEntry,
  result: AuditResult = 'done',
  reason: string | null = null,
): Promise<number> {
  return connection.oneFirst(
    sql.type(z.object({ audit_id: int8 }))`${auditInsert(entry, result, reason)} returning audit_id`,
  )
}

/** Says how what was begun has ended. */
export async function endAudit(
  connection: Transaction,
  auditId: number,
  result: AuditResult,
  reason: string | null = null,
): Promise<void> {
  await connection.query(sql.unsafe`
    update audit_log set result = ${result}, reason = ${reason === null ? null : storableText(reason)}, ended_at = now()
    where audit_id = ${auditId} and result = 'begun'`)
}
