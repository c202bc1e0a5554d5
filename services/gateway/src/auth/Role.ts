import { keyRole } from '@floatchat/db/keys/ApiKey'
import type { z } from 'zod'

/** Who may do what: each role may do what those before it may. docs/roles.md has the table. */
export const roles = keyRole.options
export type Role = z.output<typeof keyRole>

/** The role that the claim names; undefined for any other. */
export function toRole(claim: unknown): Role | undefined {
  return roles.find((role) => role === claim)
}

/** Whether who has the one role may do what needs the other. */
export function mayDo(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
