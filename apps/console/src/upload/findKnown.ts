import { request } from '../api/request.ts'

/** A file that is held already, as the gateway knows it by its bytes. */
export interface KnownFile {
  readonly dataset_id: number
  readonly job_id: string
  readonly filename: string | null
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly reason: string | null
}

/** A browser digests what it has in memory: a larger file is sent unasked. */
const mostBytes = 64 * 1024 * 1024

/**
 * What the gateway knows of the file's bytes; undefined where they are to be sent. It spares sending and is needed for
 * nothing: where it cannot be asked (no digests without HTTPS, the gateway away) the file is sent.
 */
export async function findKnown(file: File, signal: AbortSignal): Promise<KnownFile | undefined> {
  if (file.size > mostBytes || globalThis.crypto?.subtle === undefined) return undefined
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const body = { sha256: [sha256] }
    const { known } = await request<{ known: KnownFile[] }>('/api/v1/datasets/known', { method: 'POST', body, signal })
    return known[0]
  } catch {
    return undefined
  }
}
