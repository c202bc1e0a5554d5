import { z } from 'zod'

export const auditResult = z.enum(['begun', 'done', 'refused', 'failed'])
export type AuditResult = z.output<typeof auditResult>

/** Who does what to what. */
export interface AuditEntry {
  readonly who: string
  /** With which role it is asked for; null for a command on the database. */
  readonly role: string | null
  readonly way: 'http' | 'command'
  /** The operation of the HTTP interface, or the command. */
  readonly action: string
  readonly target: string | null
  readonly detail?: object | undefined
}
