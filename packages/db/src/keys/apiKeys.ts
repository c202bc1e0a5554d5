import { sql } from 'slonik'
import type { AuditEntry } from '../audit/AuditEntry.ts'
import { recordAudit } from '../audit/recordAudit.ts'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { storableText } from '../storableJson.ts'
import { type ApiKey, apiKey } from './ApiKey.ts'

const columns = sql.fragment`
  key_id, name, role, (extract(epoch from created_at) * 1000)::float8 as created_at, created_by,
  (extract(epoch from expires_at) * 1000)::float8 as expires_at,
  (extract(epoch from last_used_at) * 1000)::float8 as last_used_at,
  (extract(epoch from revoked_at) * 1000)::float8 as revoked_at, revoked_by`

export type NewApiKey = Pick<ApiKey, 'key_id' | 'name' | 'role' | 'created_by' | 'expires_at'> & {
  /** SHA-256 of the key, hexadecimal digits. */
  readonly digest: string
}

/** @returns undefined where a key that is not revoked has the name already. */
export function createApiKey({ pool }: Database, key: NewApiKey, audit: AuditEntry): Promise<ApiKey | undefined> {
  const expires = key.expires_at === null ? null : new Date(key.expires_at).toISOString()
  return asDatabaseWork('Making an API key', () =>
    pool.transaction(async (transaction) => {
      const made = await transaction.maybeOne(sql.type(apiKey)`
        insert into api_keys (key_id, name, role, digest, created_by, expires_at)
        values (${key.key_id}, ${storableText(key.name)}, ${key.role}, ${key.digest},
          ${storableText(key.created_by).slice(0, 200)}, ${expires}::timestamptz)
        on conflict (name) where revoked_at is null do nothing
        returning ${columns}`)
      if (made !== null) await recordAudit(transaction, audit)
      return made ?? undefined
    }),
  )
}

/** @returns undefined where there is no such key, or it was revoked before. */
export function revokeApiKey(
  { pool }: Database,
  which: { readonly key_id: string } | { readonly name: string },
  by: string,
  audit: AuditEntry,
): Promise<ApiKey | undefined> {
  const it = 'name' in which ? sql.fragment`name = ${which.name}` : sql.fragment`key_id = ${which.key_id}`
  return asDatabaseWork('Revoking an API key', () =>
    pool.transaction(async (transaction) => {
      const revoked = await transaction.maybeOne(sql.type(apiKey)`
        update api_keys set revoked_at = now(), revoked_by = ${storableText(by).slice(0, 200)}
        where ${it} and revoked_at is null returning ${columns}`)
      if (revoked !== null) await recordAudit(transaction, audit)
      return revoked ?? undefined
    }),
  )
}

/** Those that may be used first, then the newest. */
export function listApiKeys({ pool }: Database): Promise<readonly ApiKey[]> {
  return asDatabaseWork('Listing the API keys', () =>
    pool.any(
      sql.type(apiKey)`select ${columns} from api_keys order by revoked_at is not null, api_keys.created_at desc`,
    ),
  )
}

/** The last use of a key is noted so often, seconds: many requests at once would wait for each other at its row. */
const notedSeconds = 10

/** The key that may be used now. Notes that it was. */
export function useApiKey({ pool }: Database, digest: string): Promise<ApiKey | undefined> {
  return asDatabaseWork('Looking for an API key', async () => {
    const found = await pool.maybeOne(sql.type(apiKey)`
      with noted as (
        update api_keys set last_used_at = now()
        where digest = ${digest} and revoked_at is null and (expires_at is null or expires_at > now())
          and (last_used_at is null or last_used_at < now() - make_interval(secs => ${notedSeconds}))
      )
      select ${columns} from api_keys
      where digest = ${digest} and revoked_at is null and (expires_at is null or expires_at > now())`)
    return found ?? undefined
  })
}
