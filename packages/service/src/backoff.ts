import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits before try number `attempt` (from 1): 100 ms, doubling up to `maxMs`, with jitter so that
 * instances that lost the same server do not come back all at once. Ends early with the signal.
 */
export async function backoff(attempt: number, signal: AbortSignal, maxMs = 5_000): Promise<void> {
  const ceiling = Math.min(maxMs, 100 * 2 ** Math.min(attempt - 1, 16))
  const wait = ceiling / 2 + Math.random() * (ceiling / 2)
  await sleep(wait, undefined, { signal }).catch(() => undefined)
}
