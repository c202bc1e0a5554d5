import { setTimeout as sleep } from 'node:timers/promises'

interface Patience {
  readonly withinMs: number
  /** Returns a sentence as soon as waiting longer is of no use. */
  readonly hopeless?: () => string | undefined
  /** Ends the waiting with its reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks again and again until the question no longer throws.
 *
 * @throws Error with the last answer, after the time is over or waiting has become hopeless.
 */
export async function waitUntil(what: string, ask: () => Promise<void>, patience: Patience): Promise<void> {
  const deadline = Date.now() + patience.withinMs
  for (;;) {
    patience.signal?.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      const hopeless = patience.hopeless?.()
      if (hopeless !== undefined) throw new Error(`${what} did not start: ${hopeless}`, { cause: error })
      if (Date.now() > deadline) {
        const last = error instanceof Error ? error.message : String(error)
        throw new Error(`${what} did not answer within ${patience.withinMs / 1000} s (${last}).`, { cause: error })
      }
    }
    await sleep(100)
  }
}
