/** How many of the last messages are looked at. */
const window = 50
/** So many of them, and at least a share of all, end the trust in the code that handles them. */
const mostCrashes = 5

/**
 * Keeps a bad release from sending all traffic to the dead letters. A message whose handler throws something
 * unforeseen may go there while that is rare; where it is not, the fault is the stage's, and its messages wait for a
 * stage that can handle them.
 */
export class Brake {
  readonly #outcomes: boolean[] = []
  readonly #share: number

  constructor(share: number) {
    this.#share = share
  }

  /** A message was handled, or was refused for a known reason. */
  handled(): void {
    this.#add(true)
  }

  /** A handler has given up on a message for an unknown reason. */
  crashed(): void {
    this.#add(false)
  }

  /** True while too many fail for an unknown reason: none of those may be buried. */
  get on(): boolean {
    const crashes = this.#outcomes.filter((good) => !good).length
    return crashes >= mostCrashes && crashes >= this.#share * this.#outcomes.length
  }

  #add(good: boolean): void {
    this.#outcomes.push(good)
    if (this.#outcomes.length > window) this.#outcomes.shift()
  }
}
