/** What a relay that has nothing to send waits for: that somebody says there is something, or that it is time to look. */
export class Kicks {
  #kicked = false
  #isTimed = false
  #wake: (() => void) | undefined

  /** Whether it looks because some time has passed, and nobody has said that there is anything. */
  get isTimed(): boolean {
    return this.#isTimed
  }

  kick(): void {
    this.#kicked = true
    this.#isTimed = false
    this.#wake?.()
  }

  /** What was said so far is seen to now: only what comes from here on keeps from waiting. */
  beginTurn(): void {
    this.#kicked = false
  }

  /** Resolves at the next kick, at once where there was one, or when the time has passed. */
  wait(ms: number): Promise<void> {
    if (this.#kicked) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#isTimed = true
        resolve()
      }, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
