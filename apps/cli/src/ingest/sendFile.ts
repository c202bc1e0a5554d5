import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import { askedMs } from './askedMs.ts'
import { accepted, sentenceOf } from './Job.ts'
import { resumableBytes, sendResumably } from './sendResumably.ts'
import { type Answer, type Gateway, type UploadOptions, uploadFile } from './uploadFile.ts'

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
  try {
    const answer = await tryAgain(schedules.upload, { mayPass, signal: options.signal }, async () => {
      const given = await uploadFile(gateway, path, options)
      if (given.status === 429 || given.status === 503) throw new Busy(given)
      return given
    })
    if (answer.status === 202) return { jobId: accepted.parse(JSON.parse(answer.body)).job_id }
    return { refused: sentenceOf(answer.status, answer.body) }
  } catch (error) {
    if (error instanceof Busy) return { refused: sentenceOf(error.answer.status, error.answer.body) }
    throw error
  }
}

/** The gateway has no place for the file just now. */
class Busy extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`status ${answer.status}`)
    this.answer = answer
  }
}

/** What sending again may mend. The gateway keeps nothing of an upload that broke off. */
function mayPass(error: unknown): boolean | number {
  if (error instanceof Busy) return askedMs(error.answer) ?? true
  return error instanceof Error && 'code' in error && passing.includes(String(error.code))
}

const passing = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']
