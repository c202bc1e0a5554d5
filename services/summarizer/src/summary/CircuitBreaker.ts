/**
 * Leaves a server alone that keeps failing: after so many failures in a row no call is let through for a
 * while; then one is, whose outcome decides.
 */
export class CircuitBreaker {
  readonly #failuresToOpen: number
  readonly #openMs: number
  #failures = 0
  #openUntil = 0
  #probing = false

  constructor(failuresToOpen: number, openMs: number) {
    this.#failuresToOpen = failuresToOpen
    this.#openMs = openMs
  }

  isOpen(now: number = performance.now()): boolean {
    return this.#failures >= this.#failuresToOpen && (now < this.#openUntil || this.#probing)
  }

  /** @throws CircuitOpen where no call is let through now; else what the call throws. */
  async call<T>(work: () => Promise<T>): Promise<T> {
    if (this.isOpen()) throw new CircuitOpen()
    const probe = this.#failures >= this.#failuresToOpen
    if (probe) this.#probing = true
    try {
      const result = await work()
      this.#failures = 0
      return result
    } catch (error) {
      this.#failures += 1
      if (this.#failures >= this.#failuresToOpen) this.#openUntil = performance.now() + this.#openMs
      throw error
    } finally {
      if (probe) this.#probing = false
    }
  }
}

export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen'
  constructor() {
    super('the model failed several times in a row and is left alone for a while')
  }
}
