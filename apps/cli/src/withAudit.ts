import type { AuditEntry } from '@floatchat/db/audit/AuditEntry'
import { endAudit, recordAudit } from '@floatchat/db/audit/recordAudit'
import type { Database } from '@floatchat/db/connectDatabase'
import { whoAmI } from './whoAmI.ts'

/** Who runs the command, for the audit log. */
export function commandCaller(): Pick<AuditEntry, 'who' | 'role' | 'way'> {
  return { who: whoAmI(), role: null, way: 'command' }
}

/**
 * Does what changes something, and notes it: that it has begun, before anything is done, and how it ended.
 *
 * @throws what the work throws, or an IngestionError where it cannot be noted: nothing is done then.
 */
export async function withAudit<T>(
  { pool }: Database,
  action: string,
  detail: object,
  work: () => Promise<T>,
): Promise<T> {
  const target = JSON.stringify(detail)
  const auditId = await recordAudit(pool, { ...commandCaller(), action, target, detail }, 'begun')
  try {
    const result = await work()
    await endAudit(pool, auditId, 'done')
    return result
  } catch (error) {
    await endAudit(pool, auditId, 'failed', error instanceof Error ? error.message : String(error)).catch(() => {})
    throw error
  }
}
