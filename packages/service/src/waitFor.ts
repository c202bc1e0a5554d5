import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import { type Clock, systemClock } from './Clock.ts'
import { schedules } from './Schedule.ts'
import { tryAgain } from './tryAgain.ts'

/** Does the work again until what it needs is there. Any other error, and an aborted signal, are thrown. */
export function waitFor<T>(
  what: string,
  log: Logger,
  signal: AbortSignal,
  work: () => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const mayPass = (error: unknown, attempt: number): boolean => {
    if (!isOutage(error)) return false
    if (attempt === 1) log.warn({ code: error.code, reason: error.message }, `waiting for ${what}`)
    return true
  }
  return tryAgain(schedules.start, { mayPass, signal, clock }, work)
}
