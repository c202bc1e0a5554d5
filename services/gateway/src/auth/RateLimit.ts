import { HttpProblem } from '../http/HttpProblem.ts'

/**
 * How often one caller may ask: a bucket of tokens that fills evenly and holds a minute's worth, so that a
 * burst is fine and a flood is not. Kept by instance. Times are of the clock that nobody sets: by one set back an
 * hour, everybody would be refused for that hour.
 */
export class RateLimit {
  readonly #perMinute: number
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** @throws HttpProblem 429, with when to come again. */
  take(caller: string, now: number = performance.now()): void {
    const { left, at } = this.#buckets.get(caller) ?? { left: this.#perMinute, at: now }
    const filled = Math.min(this.#perMinute, left + ((now - at) / 60_000) * this.#perMinute)
    if (filled < 1) {
      const seconds = Math.ceil(((1 - filled) / this.#perMinute) * 60)
      throw new HttpProblem(429, `Too many requests: at most ${this.#perMinute} a minute. Try again in ${seconds} s.`, {
        'retry-after': String(seconds),
      })
    }
    this.#buckets.set(caller, { left: filled - 1, at: now })
    if (this.#buckets.size > 10_000) this.#forgetIdle(now)
  }

  /** A caller that was silent for a minute has a full bucket again, as one never seen. */
  #forgetIdle(now: number): void {
    for (const [caller, { at }] of this.#buckets) if (now - at > 60_000) this.#buckets.delete(caller)
  }
}
