import { setTimeout as sleep } from 'node:timers/promises'

const lookMs = 250
const mostMs = 2_000

/** Resolves when none is left, which is looked at often as long as there are fewer and fewer. */
export async function untilNone(count: () => Promise<number>, signal: AbortSignal): Promise<void> {
  let pauseMs = lookMs
  for (let last = Number.POSITIVE_INFINITY; ; ) {
    const left = await count()
    if (left === 0) return
    pauseMs = left < last ? lookMs : Math.min(mostMs, pauseMs * 1.5)
    last = left
    await sleep(pauseMs, undefined, { signal })
  }
}
