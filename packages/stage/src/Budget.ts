import type { Clock } from '@floatchat/service/Clock'

/**
 * How long a handler has been at work without any progress. Only its own time counts: not that of the broker which
 * takes what it yields, and not an outage that is waited out.
 */
export class Budget {
  readonly #clock: Clock
  #since: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What the handler yields, with the time measured that it takes for each. */
  measured<Output>(outputs: AsyncIterable<Output>): AsyncIterable<Output> {
    return {
      [Symbol.asyncIterator]: () => {
        const iterator = outputs[Symbol.asyncIterator]()
        const measure = async (step: () => Promise<IteratorResult<Output>>) => {
          this.#since = this.#clock.monotonic()
          try {
            return await step()
          } finally {
            this.#since = undefined
          }
        }
        return {
          next: () => measure(() => iterator.next()),
          return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
          throw: (error: unknown) => measure(async () => (await iterator.throw?.(error)) ?? Promise.reject(error)),
        }
      },
    }
  }

  /** The handler says that it gets on. */
  progress(): void {
    if (this.#since !== undefined) this.#since = this.#clock.monotonic()
  }

  /** Milliseconds without progress. */
  get spentMs(): number {
    return this.#since === undefined ? 0 : this.#clock.monotonic() - this.#since
  }
}
