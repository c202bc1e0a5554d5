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

  /** @returns whether the time has passed without a kick. */
  wait(ms: number): Promise<boolean> {
    if (this.#kicked) return Promise.resolve(false)
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#isTimed = true
        resolve(true)
      }, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve(false)
      }
    })
  }
}
