/**
 * How long the handler has been at work without handing anything over. Only its own time counts: not that of the
 * broker which takes what it yields, and not an outage that is waited out.
 */
export class Budget {
  #since: number | undefined

  /** The handler is asked for its next output. */
  start(): void {
    this.#since = performance.now()
  }

  /** It has answered, or failed. */
  stop(): void {
    this.#since = undefined
  }

  /** It has said that it gets on. */
  progress(): void {
    if (this.#since !== undefined) this.#since = performance.now()
  }

  /** Milliseconds without progress. */
  get spentMs(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since
  }
}
