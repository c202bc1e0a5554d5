import { type Clock, systemClock } from './Clock.ts'

/**
 * Tells when the clock of the machine is set back by more than so much, until it is told to end. It looks once
 * a second, by the clock that nobody sets.
 */
export function watchClock(
  toleranceMs: number,
  setBack: (byMs: number) => void,
  clock: Clock = systemClock,
): () => void {
  let before = clock.wall() - clock.monotonic()
  return clock.every(1_000, () => {
    const now = clock.wall() - clock.monotonic()
    const byMs = before - now
    before = now
    if (byMs > toleranceMs) setBack(byMs)
  })
}
