/** The least and the greatest of all that is given; undefined where nothing is. */
export class Extent {
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY

  add(value: number): void {
    if (value < this.#low) this.#low = value
    if (value > this.#high) this.#high = value
  }

  get span(): [number, number] | undefined {
    return this.#low <= this.#high ? [this.#low, this.#high] : undefined
  }

  /** With some room on both sides; a single value gets room, too. */
  padded(share = 0.04): [number, number] | undefined {
    if (this.span === undefined) return undefined
    const [low, high] = this.span
    const room = high > low ? (high - low) * share : Math.max(Math.abs(low) * 0.01, 0.5)
    return [low - room, high + room]
  }
}
