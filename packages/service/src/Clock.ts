import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'

/** Time as the code of a stage knows it: the system's, or in tests one that a seed moves. */
export interface Clock {
  /** Milliseconds by a clock that nobody sets; only differences mean something. */
  monotonic(): number
  /** Milliseconds since 1970-01-01T00:00Z by the machine's clock, which may be set back. */
  wall(): number
  /** Resolves after so many milliseconds; rejects where the signal ends it before. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Resolves in the next turn of the event loop. */
  turn(): Promise<void>
  /** Calls once after so many milliseconds, unless what it returns is called before. */
  after(ms: number, call: () => void): () => void
  /** Calls again and again, until what it returns is called; keeps no process alive. */
  every(ms: number, call: () => void): () => void
  /** A number from 0 up to and without 1, by chance, for pauses that are not to be the same everywhere. */
  jitter(): number
}

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }),
  turn: () => nextTurn(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
  every(ms, call) {
    const timer = setInterval(call, ms).unref()
    return () => clearInterval(timer)
  },
  jitter: () => Math.random(),
}
