import { type Clock, systemClock } from './Clock.ts'
import { pauseAfter, type Schedule } from './Schedule.ts'

export interface TryOptions {
  /**
   * What the error of a try means: true where it may pass, or after how many milliseconds it may, as the server said;
   * false where no further try helps.
   */
  readonly mayPass: (error: unknown, attempt: number) => boolean | number
  /** Ends the waiting; its reason is thrown. */
  readonly signal?: AbortSignal | undefined
  readonly clock?: Clock
}

/**
 * Does the work again, by the schedule, until it ends well.
 *
 * @throws the error of the last try: the first one that does not pass, or the one at which the schedule gives up.
 */
export async function tryAgain<T>(
  schedule: Schedule,
  { mayPass, signal, clock = systemClock }: TryOptions,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  const { tries = Number.POSITIVE_INFINITY, patienceMs = Number.POSITIVE_INFINITY } = schedule
  const since = clock.monotonic()
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    try {
      return await work(attempt)
    } catch (error) {
      signal?.throwIfAborted()
      const passes = mayPass(error, attempt)
      if (passes === false || attempt >= tries) throw error
      const pauseMs = typeof passes === 'number' ? passes : pauseAfter(schedule, attempt, clock)
      if (clock.monotonic() - since + pauseMs > patienceMs) throw error
      await clock.sleep(pauseMs, signal).catch((aborted: unknown) => {
        signal?.throwIfAborted()
        throw aborted
      })
    }
  }
}
