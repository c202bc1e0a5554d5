import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import { backoff } from './backoff.ts'
import { outageSince, retries } from './metrics.ts'

/** How often work that throws something unforeseen is tried before that counts as its end. */
const crashTries = 3

/**
 * Runs the work until it ends well, waiting out outages for as long as they take. False where the signal
 * ended it first. Throws what no waiting mends.
 */
export async function waitOut(
  {
    stage,
    signal,
    log,
    offset,
  }: {
    readonly stage: string
    readonly signal: AbortSignal
    readonly log: () => Logger
    /** Of the message that waits, for the log. */
    readonly offset?: bigint
  },
  work: () => Promise<void>,
): Promise<boolean> {
  let outageTries = 0
  let crashes = 0
  let since: string | undefined
  for (;;) {
    if (signal.aborted) return false
    try {
      await work()
      if (since !== undefined) {
        outageSince.set({ stage, code: since }, 0)
        log().info({ code: since }, 'the outage is over')
      }
      return true
    } catch (error) {
      if (signal.aborted) return false
      if (error instanceof IngestionError && error.retryable) {
        const isConflict = error.code === 'TRANSACTION_CONFLICT'
        outageTries += 1
        retries.inc({ stage, code: error.code })
        if (since === undefined && !isConflict) {
          outageSince.set({ stage, code: error.code }, Date.now() / 1000)
          since = error.code
          const facts = { code: error.code, reason: error.message, offset: offset?.toString() }
          log().warn(facts, 'waiting for an outage to end')
        }
        await backoff(outageTries, signal, isConflict ? 200 : 5_000)
      } else if (error instanceof IngestionError || ++crashes >= crashTries) {
        throw error
      } else {
        log().error({ err: error, crashes }, 'the handler failed unexpectedly; trying again')
        await backoff(crashes, signal)
      }
    }
  }
}
