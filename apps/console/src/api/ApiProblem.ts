/** An answer other than what was asked for, or none. The message is a sentence for the person who asked. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** HTTP status; 0 where no answer came at all. */
  readonly status: number
  /** To be quoted to the operators. */
  readonly instance: string | undefined
  /** Seconds after which trying again may help. */
  readonly retryAfter: number | undefined

  constructor(status: number, detail: string, options: { instance?: string; retryAfter?: number } = {}) {
    super(detail)
    this.status = status
    this.instance = options.instance
    this.retryAfter = options.retryAfter
  }

  /** Whether the same request may succeed later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status === 502 || this.status >= 503
  }
}

/** What a body of `application/problem+json`, or anything else that was answered, says in a sentence. */
export function readProblem(status: number, body: string, retryAfter: string | null): ApiProblem {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter)
  const wait = Number.isFinite(seconds) ? { retryAfter: seconds } : {}
  try {
    const { detail, instance } = JSON.parse(body) as { detail?: unknown; instance?: unknown }
    if (typeof detail === 'string') {
      return new ApiProblem(status, detail, { ...wait, ...(typeof instance === 'string' ? { instance } : {}) })
    }
  } catch {
    // Not ours: a proxy's page, say. Its markup helps nobody.
  }
  return new ApiProblem(status, `The gateway answered ${status}, without saying why.`, wait)
}

export const unreachable = () =>
  new ApiProblem(0, 'The gateway cannot be reached: check that it runs and that you are connected.')

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
