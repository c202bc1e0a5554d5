import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { AuditEntry } from '@floatchat/db/audit/AuditEntry'
import type { Database } from '@floatchat/db/connectDatabase'
import type { ApiKey } from '@floatchat/db/keys/ApiKey'
import { createApiKey } from '@floatchat/db/keys/apiKeys'

/** What every key begins with, so that it is known for one: by the gateway, and by scanners for secrets. */
export const keyPrefix = 'fck_'

/** What is kept of a key. It has 32 random bytes: nothing slower than one SHA-256 is needed. */
export const digestOfKey = (key: string): string => hash('sha256', key)

/**
 * Makes a key. The secret is given back once and kept nowhere.
 *
 * @returns undefined where a key that is not revoked has the name already.
 */
export async function makeApiKey(
  database: Database,
  {
    name,
    role,
    expiresAt,
  }: { readonly name: string; readonly role: ApiKey['role']; readonly expiresAt: number | null },
  caller: Pick<AuditEntry, 'who' | 'role' | 'way'>,
): Promise<{ readonly secret: string; readonly key: ApiKey } | undefined> {
  const secret = keyPrefix + randomBytes(32).toString('base64url')
  const made = { key_id: randomUUID(), name, role, created_by: caller.who, expires_at: expiresAt }
  const audit = { ...caller, action: 'createKey', target: made.key_id, detail: { name, role, expires_at: expiresAt } }
  const key = await createApiKey(database, { ...made, digest: digestOfKey(secret) }, audit)
  return key === undefined ? undefined : { secret, key }
}
