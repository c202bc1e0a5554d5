import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import { schedules } from './Schedule.ts'
import { tryAgain } from './tryAgain.ts'

/** Does the work again until what it needs is there. Any other error, and an aborted signal, are thrown. */
export function waitFor<T>(what: string, log: Logger, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const mayPass = (error: unknown, attempt: number): boolean => {
    if (!isOutage(error)) return false
    if (attempt === 1) log.warn({ code: error.code, reason: error.message }, `waiting for ${what}`)
    return true
  }
  return tryAgain(schedules.start, { mayPass, signal }, work)
}
