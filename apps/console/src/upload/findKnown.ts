import { request } from '../api/request.ts'

/** A file that is held already, as the gateway knows it by its bytes. */
export interface KnownFile {
  readonly sha256: string
  readonly dataset_id: number
  readonly job_id: string
  readonly filename: string | null
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly reason: string | null
}

export interface LookedUp {
  /** Undefined where the file was not digested. */
  readonly digest?: string | undefined
  /** Undefined where its bytes are to be sent. */
  readonly known?: KnownFile | undefined
}

/** A browser digests what it has in memory: a larger file is sent unasked. */
const mostBytes = 64 * 1024 * 1024

/**
 * What the gateway knows of the bytes of some files, in their order. It spares sending and is needed for nothing: where
 * it cannot be asked (no digests without HTTPS, the gateway away) the files are sent.
 */
export async function findKnown(files: readonly File[]): Promise<LookedUp[]> {
  const digests: (string | undefined)[] = []
  try {
    // One after the other: no more than one is in memory.
    for (const file of files) digests.push(await digestOf(file))
    const sha256 = [...new Set(digests.filter((digest) => digest !== undefined))]
    if (sha256.length === 0) return []
    const { known } = await request<{ known: KnownFile[] }>('/api/v1/datasets/known', {
      method: 'POST',
      body: { sha256 },
    })
    const byDigest = new Map(known.map((entry) => [entry.sha256, entry]))
    return digests.map((digest) => ({ digest, known: byDigest.get(digest ?? '') }))
  } catch {
    return digests.map((digest) => ({ digest }))
  }
}

async function digestOf(file: File): Promise<string | undefined> {
  if (file.size > mostBytes || globalThis.crypto?.subtle === undefined) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
