import { limitConcurrency } from '@floatchat/service/limitConcurrency'
import { z } from 'zod'
import { askPatiently } from './askGateway.ts'
import { digestFile } from './digestFile.ts'
import type { GivenFile } from './filesBelow.ts'
import { type KnownFile, knownFile } from './Job.ts'
import type { Gateway } from './uploadFile.ts'

/** A file, and what the gateway knows of its bytes; undefined where they are to be sent. */
export interface LookedUp extends GivenFile {
  readonly index: number
  /** SHA-256 of its bytes; undefined where it was not asked for or cannot be read. */
  readonly digest: string | undefined
  readonly known: KnownFile | undefined
}

// The first few are asked for at once, so that the first upload need not wait for thousands of digests.
const [firstBatch, laterBatch] = [32, 500]
/** Files read at the same time. */
const together = 4
const answer = z.object({ known: z.array(knownFile) })

/**
 * The files in their order, each with what the gateway knows of its bytes, asked by their digests. While one batch is
 * being sent the next one is looked up.
 */
export async function* lookedUp(
  gateway: Gateway,
  files: readonly GivenFile[],
  signal?: AbortSignal,
): AsyncGenerator<LookedUp, void> {
  let at = 0
  const begin = () => {
    const batch = files.slice(at, at + (at === 0 ? firstBatch : laterBatch))
    const first = at
    at += batch.length
    const looking = lookUp(gateway, batch, first, signal)
    // Whoever awaits it hears of a failure; until then it is not unhandled.
    looking.catch(() => {})
    return looking
  }
  let next = begin()
  for (;;) {
    const batch = await next
    if (batch.length === 0) return
    next = begin()
    yield* batch
  }
}

async function lookUp(
  gateway: Gateway,
  files: readonly GivenFile[],
  first: number,
  signal?: AbortSignal,
): Promise<LookedUp[]> {
  if (files.length === 0) return []
  const inTurn = limitConcurrency(together)
  const digests = await Promise.all(files.map((file) => inTurn(() => digestIfReadable(file, signal))))
  const sha256 = [...new Set(digests.filter((digest) => digest !== undefined))]
  const question = { path: '/api/v1/datasets/known', body: { sha256 } }
  const { known } = sha256.length === 0 ? { known: [] } : await askPatiently(gateway, question, answer, signal)
  const byDigest = new Map(known.map((entry) => [entry.sha256, entry]))
  return files.map((file, index) => {
    const digest = digests[index]
    return { ...file, index: first + index, digest, known: byDigest.get(digest ?? '') }
  })
}

/** A file that cannot be read fails when it is to be sent, with its own sentence. */
async function digestIfReadable({ path, sizeBytes }: GivenFile, signal?: AbortSignal): Promise<string | undefined> {
  signal?.throwIfAborted()
  return digestFile(path, sizeBytes, signal).catch(() => undefined)
}

/** All of the files, to be sent whatever the gateway knows of them. */
export async function* unasked(files: readonly GivenFile[]): AsyncGenerator<LookedUp, void> {
  for (const [index, file] of files.entries()) yield { ...file, index, digest: undefined, known: undefined }
}
