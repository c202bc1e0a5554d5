import { setTimeout as sleep } from 'node:timers/promises'
import { accepted, sentenceOf } from './Job.ts'
import { resumableBytes, sendResumably } from './sendResumably.ts'
import { type Answer, type Gateway, type UploadOptions, uploadFile } from './uploadFile.ts'

/** A gateway that is full or being started anew is tried again for so long. */
const patienceMs = 120_000

/** A file as it was found. */
interface FoundFile {
  readonly path: string
  readonly sizeBytes: number
  /** Its SHA-256, where it is known. */
  readonly digest?: string | undefined
}

/**
 * Sends a file, again where the gateway has no place for it just now or the connection broke; a large one then goes on where it was.
 *
 * @returns the job, or the sentence with which the gateway refused.
 * @throws Error where the gateway stays away, or the file cannot be read.
 */
export async function sendFile(
  gateway: Gateway,
  { path, sizeBytes, digest: sha256 }: FoundFile,
  options: UploadOptions,
): Promise<{ readonly jobId: string } | { readonly refused: string }> {
  if (sizeBytes >= resumableBytes) return sendResumably(gateway, { path, sizeBytes, sha256 }, options)
  const since = performance.now()
  for (let pauseMs = 250; ; pauseMs = Math.min(5_000, pauseMs * 2)) {
    options.signal?.throwIfAborted()
    const answer = await uploadFile(gateway, path, options).catch((error: unknown) => connectionLost(error))
    if ('status' in answer) {
      if (answer.status === 202) return { jobId: accepted.parse(JSON.parse(answer.body)).job_id }
      if (answer.status !== 429 && answer.status !== 503) return { refused: sentenceOf(answer.status, answer.body) }
    }
    if (performance.now() - since > patienceMs) {
      if ('lost' in answer) throw answer.lost
      return { refused: sentenceOf(answer.status, answer.body) }
    }
    const asked = 'status' in answer ? Number(answer.headers['retry-after']) * 1000 : Number.NaN
    await sleep(asked > 0 ? Math.min(30_000, asked) : pauseMs, undefined, { signal: options.signal })
  }
}

const passing = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']

/** What sending again may mend. The gateway keeps nothing of an upload that broke off. */
function connectionLost(error: unknown): Answer | { readonly lost: Error } {
  if (error instanceof Error && 'code' in error && passing.includes(String(error.code))) return { lost: error }
  throw error
}
