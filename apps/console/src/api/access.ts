import type {
  ApiKey,
  AuditEntry,
  CreateKeyAnswer,
  CreateKeyBody,
  ListAuditAnswer,
  ListKeysAnswer,
} from './generated/openApi.ts'
import { request } from './request.ts'

export async function listKeys(signal?: AbortSignal): Promise<readonly ApiKey[]> {
  return (await request<ListKeysAnswer>('/api/v1/keys', { signal })).keys
}

/** Makes a key; the answer alone has its secret. */
export const createKey = (body: CreateKeyBody): Promise<CreateKeyAnswer> =>
  request('/api/v1/keys', { method: 'POST', body })

export const revokeKey = (id: string): Promise<ApiKey> =>
  request(`/api/v1/keys/${encodeURIComponent(id)}/revoke`, { method: 'POST' })

export interface AuditQuery {
  readonly who?: string
  readonly action?: string
  readonly target?: string
  readonly result?: string
  /** Only entries with a smaller id. */
  readonly before?: number
  readonly limit: number
}

export async function listAudit(query: AuditQuery, signal?: AbortSignal): Promise<readonly AuditEntry[]> {
  return (await request<ListAuditAnswer>('/api/v1/audit', { query: { ...query }, signal })).entries
}
