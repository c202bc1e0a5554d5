/**
 * The one error of the system. Whether waiting helps is decided where the error is made, by the
 * factory that makes it, and never guessed where it is caught.
 *
 * @module
 */

/** Everything that can go wrong, as a closed set. */
export type ErrorCode =
  // Permanent: the same record fails the same way again.
  | 'NOT_NETCDF'
  | 'TRUNCATED'
  | 'MALFORMED_NETCDF'
  | 'NOT_ARGO'
  | 'UNSUPPORTED_FILE'
  | 'MISSING_VARIABLE'
  | 'BAD_ARCHIVE'
  | 'NO_PROFILE'
  | 'TOO_LARGE'
  | 'FILE_CHANGED'
  | 'OBJECT_MISSING'
  | 'UNDECODABLE_RECORD'
  | 'INCOMPLETE_RUN'
  | 'REFUSED_BY_DATABASE'
  | 'PROFILE_UNJUDGEABLE'
  | 'TOO_EXPENSIVE'
  | 'OBJECT_REFUSED'
  | 'HANDLER_CRASHED'
  | 'STUCK'
  | 'INTERNAL'
  // Outages: the record is as good as it was; wait.
  | 'DATABASE_UNAVAILABLE'
  | 'BUCKET_UNAVAILABLE'
  | 'REGISTRY_UNAVAILABLE'
  | 'BROKER_UNAVAILABLE'
  | 'DISK_FULL'
  // Race: do it again at once.
  | 'TRANSACTION_CONFLICT'

export class IngestionError extends Error {
  override readonly name = 'IngestionError'
  readonly code: ErrorCode
  /** True where the record is good and only the moment was bad. */
  readonly retryable: boolean

  /** Prefer the factories below: they decide `retryable`. */
  constructor(code: ErrorCode, retryable: boolean, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryable = retryable
  }
}

type PermanentCode = Exclude<ErrorCode, OutageCode | 'TRANSACTION_CONFLICT'>
type OutageCode =
  | 'DATABASE_UNAVAILABLE'
  | 'BUCKET_UNAVAILABLE'
  | 'REGISTRY_UNAVAILABLE'
  | 'BROKER_UNAVAILABLE'
  | 'DISK_FULL'

/** The record or the file is bad: it goes to the dead letters with this sentence. */
export function permanent(code: PermanentCode, sentence: string, cause?: unknown): IngestionError {
  return new IngestionError(code, false, sentence, cause)
}

/** Something the stage needs is away: the stage waits until it is back. */
export function outage(code: OutageCode, sentence: string, cause?: unknown): IngestionError {
  return new IngestionError(code, true, sentence, cause)
}

/** Two transactions met: the same work done again at once will succeed. */
export function conflict(sentence: string, cause?: unknown): IngestionError {
  return new IngestionError('TRANSACTION_CONFLICT', true, sentence, cause)
}

export function isOutage(error: unknown): error is IngestionError {
  return error instanceof IngestionError && error.retryable
}

/** What can be said of a file's bytes for good. Anything else may end otherwise the next time. */
export const verdictCodes: readonly ErrorCode[] = [
  ...(['NOT_NETCDF', 'TRUNCATED', 'MALFORMED_NETCDF', 'NOT_ARGO', 'UNSUPPORTED_FILE', 'MISSING_VARIABLE'] as const),
  ...(['BAD_ARCHIVE', 'NO_PROFILE'] as const),
]
