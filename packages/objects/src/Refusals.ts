import { IngestionError, permanent } from '@floatchat/contracts/IngestionError'

/** Answers that say something of the bucket, its keys or its server, never of one object alone. */
const ofTheBucket =
  /^(NoSuchBucket|InvalidAccessKeyId|SignatureDoesNotMatch|RequestTimeTooSkewed|ExpiredToken|InvalidToken|AccountProblem|SlowDown|ServiceUnavailable|InternalError|RequestTimeout|OperationAborted|QuotaExceeded|Throttling\w*|XMinio(Storage|Server|Backend)\w*)$/

/** An object that failed without a reason has done so at least so often before it is to blame. */
const leastFailures = 3
/** Keys remembered at most: of objects that fail and are never tried again. */
const mostKeys = 1_000

/**
 * Tells an outage of the bucket from the refusal of one object: too large, a key that is not taken, a right that is
 * missing for it alone. An outage is when others fail too; so another object is stored and read before one is blamed.
 *
 * What the bucket answers with a reason of the object's is believed at once. What has no such reason (a status of 500, a
 * connection that is closed) only where it has gone on for a while.
 */
export class Refusals {
  readonly #patienceMs: number
  readonly #takesAnother: (key: string) => Promise<boolean>
  readonly #failing = new Map<string, { readonly since: number; failures: number }>()

  constructor(patienceMs: number, takesAnother: (key: string) => Promise<boolean>) {
    this.#patienceMs = patienceMs
    this.#takesAnother = takesAnother
  }

  /** Does the work with the object. @throws what it throws, or OBJECT_REFUSED instead of BUCKET_UNAVAILABLE. */
  async watch<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work()
      this.#failing.delete(key)
      return result
    } catch (error) {
      if (!(error instanceof IngestionError) || error.code !== 'BUCKET_UNAVAILABLE') throw error
      if (!this.#isDoubtful(key, error.cause) || !(await this.#takesAnother(key))) throw error
      this.#failing.delete(key)
      const shown = key.length > 200 ? `${key.slice(0, 200)}…` : key
      const sentence = `The bucket refuses the object '${shown}' and takes others: ${error.message}`
      throw permanent('OBJECT_REFUSED', sentence, error)
    }
  }

  /** Whether it may be the object that is refused. */
  #isDoubtful(key: string, cause: unknown): boolean {
    const reason = reasonOf(cause)
    if (reason !== undefined) return !ofTheBucket.test(reason)
    const now = performance.now()
    const known = this.#failing.get(key) ?? { since: now, failures: 0 }
    known.failures += 1
    this.#failing.set(key, known)
    for (const oldest of this.#failing.keys()) {
      if (this.#failing.size <= mostKeys) break
      this.#failing.delete(oldest)
    }
    return known.failures >= leastFailures && now - known.since >= this.#patienceMs
  }
}

/** The client drops these answers unread (minio-js 8, retryHttpCodes). All but 500 say that the server is busy or away. */
const busy = /Retryable HTTP status: (408|429|499|502|503|504|520)/

/** The code of an S3 answer, or what the client itself refuses to send; undefined for what has no reason. */
function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  if (busy.test(cause.message)) return 'ServiceUnavailable'
  const { name } = cause.constructor
  // Names of system calls' failures have no small letters: ECONNRESET.
  if ('code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Za-z]*[a-z]/.test(cause.code)) return cause.code
  return /^Invalid\w+Error$/.test(name) ? name : undefined
}
