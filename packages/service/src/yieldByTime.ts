import { setImmediate } from 'node:timers/promises'

/** A heartbeat, another partition or a probe waits no longer than this for a loop. */
const turnMs = 50

/**
 * For a long loop: lets the event loop go round once a turn is used up, so that heartbeats and other
 * partitions go on however much there is to do.
 *
 * Cheap enough to be called once an iteration; a loop over single values calls it once a thousand.
 *
 * @example
 * const breathe = yieldByTime()
 * for (const each of many) {
 *   work(each)
 *   await breathe()
 * }
 */
export function yieldByTime(mostMs = turnMs): () => Promise<void> | undefined {
  let since = performance.now()
  return () => (performance.now() - since < mostMs ? undefined : goRound())

  async function goRound(): Promise<void> {
    await setImmediate()
    since = performance.now()
  }
}
