/**
 * A changing set of ranks (whole numbers from 0) that tells the k-th smallest. A finger rests on the rank asked for
 * last, so that a median that moves little is found in a few steps, however many ranks the set holds.
 */
export class RankWindow {
  readonly #words: Int32Array
  #finger = 0
  /** How many ranks of the set are below the finger. */
  #below = 0
  size = 0

  /** @param capacity how many different ranks there can be */
  constructor(capacity: number) {
    this.#words = new Int32Array((capacity >> 5) + 2)
  }

  /** @param ranks all that is in the set is below this */
  clear(ranks: number): void {
    this.#words.fill(0, 0, (ranks >> 5) + 2)
    this.#finger = 0
    this.#below = 0
    this.size = 0
  }

  /** The rank must not be in the set. */
  add(rank: number): void {
    this.#words[rank >> 5] |= 1 << (rank & 31)
    if (rank < this.#finger) this.#below++
    this.size++
  }

  /** The rank must be in the set. */
  remove(rank: number): void {
    this.#words[rank >> 5] &= ~(1 << (rank & 31))
    if (rank < this.#finger) this.#below--
    this.size--
  }

  /** The k-th smallest rank, from 0; k must be less than `size`. */
  select(k: number): number {
    while (this.#below > k) {
      this.#finger = this.#before(this.#finger)
      this.#below--
    }
    this.#finger = this.from(this.#finger)
    while (this.#below < k) {
      this.#finger = this.from(this.#finger + 1)
      this.#below++
    }
    return this.#finger
  }

  /** The smallest rank of the set that is not below this one; there must be one. */
  from(rank: number): number {
    let index = rank >> 5
    let word = this.#words[index] & (-1 << (rank & 31))
    while (word === 0) word = this.#words[++index]
    return (index << 5) + 31 - Math.clz32(word & -word)
  }

  /** The largest rank of the set below this one; there must be one. */
  #before(rank: number): number {
    let index = rank >> 5
    // A shift by 32 is one by 0: at a word's first bit nothing of the word is below it.
    const bit = rank & 31
    let word = bit === 0 ? 0 : this.#words[index] & (-1 >>> (32 - bit))
    while (word === 0) word = this.#words[--index]
    return (index << 5) + 31 - Math.clz32(word)
  }
}
