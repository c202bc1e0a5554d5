import { isOutage } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import { backoff } from './backoff.ts'

/** Does the work again until what it needs is there. Any other error, and an aborted signal, are thrown. */
export async function waitFor<T>(what: string, log: Logger, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error)) throw error
      if (attempt === 1) log.warn({ code: error.code, reason: error.message }, `waiting for ${what}`)
      await backoff(attempt, signal, 2_000)
      signal.throwIfAborted()
    }
  }
}
