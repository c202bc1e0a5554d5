import { IngestionError } from '@floatchat/contracts/IngestionError'

/** An answer other than what was asked for, in a sentence for the person who asked (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause })
    this.status = status
    this.headers = headers
  }
}

export const badRequest = (detail: string) => new HttpProblem(400, detail)
export const notFound = (detail: string) => new HttpProblem(404, detail)

/** The status phrases of RFC 9110, as far as they are answered. */
export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  // Of the protocol tus.
  460: 'Checksum Mismatch',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** What the person who asked is told of an error: of our own workings only that they are ours. */
export function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof IngestionError && error.retryable) {
    return new HttpProblem(
      503,
      `${awayNow[error.code] ?? 'A part of the service'} is not available at the moment: try again.`,
      {
        'retry-after': '5',
      },
      error,
    )
  }
  return new HttpProblem(
    500,
    'Something went wrong inside the service: quote the id of this answer to its operators.',
    {},
    error,
  )
}

const awayNow: Partial<Record<string, string>> = {
  DATABASE_UNAVAILABLE: 'The database',
  BUCKET_UNAVAILABLE: 'The bucket',
  BROKER_UNAVAILABLE: 'The message broker',
  REGISTRY_UNAVAILABLE: 'The schema registry',
}
