import { IngestionError } from '@floatchat/contracts/IngestionError'
import { databaseError } from '@floatchat/db/databaseError'

/**
 * What went wrong while something was written: what the database or the network said as the error of the system, and
 * what they did not say (a fault of the writer) as it is, so that it is tried again and reported as a fault.
 */
export function failureOf(error: unknown, doing: string): unknown {
  const known: unknown = databaseError(error, doing)
  if (known === error || !(known instanceof IngestionError)) return known
  return known.code === 'REFUSED_BY_DATABASE' && !serverSaid(error) ? error : known
}

/** Whether PostgreSQL answered with a SQLSTATE, somewhere among the causes. */
function serverSaid(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) return true
  }
  return false
}
