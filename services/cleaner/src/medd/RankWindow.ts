/**
 * A changing set of ranks (whole numbers from 0) that tells the k-th smallest. A finger rests on the rank asked for
 * last, so that a median that moves little is found in a few steps, however many ranks the set holds.
 *
 * A bit for each rank, in words; above them a bit for each word that is not empty, and so on up to a single word: the
 * next rank of a sparse set is found by going up and down instead of along.
 */
export class RankWindow {
  readonly #floors: readonly Int32Array[]
  /** The lowest floor. */
  readonly #ground: Int32Array
  #finger = 0
  /** How many ranks of the set are below the finger. */
  #below = 0
  size = 0

  /** @param capacity how many different ranks there can be */
  constructor(capacity: number) {
    const floors: Int32Array[] = []
    let words = capacity
    do {
      words = (words >> 5) + 1
      floors.push(new Int32Array(words))
    } while (words > 1)
    this.#floors = floors
    this.#ground = floors[0]
  }

  /** @param ranks all that is in the set is below this */
  clear(ranks: number): void {
    let words = ranks
    for (const floor of this.#floors) {
      words = (words >> 5) + 1
      floor.fill(0, 0, words)
    }
    this.#finger = 0
    this.#below = 0
    this.size = 0
  }

  /** The rank must not be in the set. */
  add(rank: number): void {
    if (rank < this.#finger) this.#below++
    this.size++
    const index = rank >> 5
    const word = this.#ground[index]
    this.#ground[index] = word | (1 << (rank & 31))
    if (word === 0) this.#setAbove(index)
  }

  /** The rank must be in the set. */
  remove(rank: number): void {
    if (rank < this.#finger) this.#below--
    this.size--
    const index = rank >> 5
    const word = this.#ground[index] & ~(1 << (rank & 31))
    this.#ground[index] = word
    if (word === 0) this.#clearAbove(index)
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
    const index = rank >> 5
    const word = this.#ground[index] & (-1 << (rank & 31))
    if (word !== 0) return (index << 5) + lowest(word)
    return this.#fromAbove(index)
  }

  /** The largest rank of the set below this one; there must be one. */
  #before(rank: number): number {
    const index = rank >> 5
    const word = this.#ground[index] & below(rank)
    if (word !== 0) return (index << 5) + highest(word)
    let at = index
    let floor = 0
    let found = 0
    while (found === 0) {
      floor++
      found = this.#floors[floor][at >> 5] & below(at)
      at >>= 5
    }
    at = (at << 5) + highest(found)
    while (floor > 0) {
      floor--
      at = (at << 5) + highest(this.#floors[floor][at])
    }
    return at
  }

  /** The smallest rank in the words behind this one. */
  #fromAbove(index: number): number {
    let at = index
    let floor = 0
    let found = 0
    while (found === 0) {
      floor++
      found = this.#floors[floor][at >> 5] & above(at)
      at >>= 5
    }
    at = (at << 5) + lowest(found)
    while (floor > 0) {
      floor--
      at = (at << 5) + lowest(this.#floors[floor][at])
    }
    return at
  }

  #setAbove(index: number): void {
    let at = index
    for (let floor = 1; floor < this.#floors.length; floor++) {
      const words = this.#floors[floor]
      const word = words[at >> 5]
      words[at >> 5] = word | (1 << (at & 31))
      if (word !== 0) return
      at >>= 5
    }
  }

  #clearAbove(index: number): void {
    let at = index
    for (let floor = 1; floor < this.#floors.length; floor++) {
      const words = this.#floors[floor]
      words[at >> 5] &= ~(1 << (at & 31))
      if (words[at >> 5] !== 0) return
      at >>= 5
    }
  }
}

const lowest = (word: number) => 31 - Math.clz32(word & -word)
const highest = (word: number) => 31 - Math.clz32(word)
/** The bits of a word below that of the number, and those above. */
const below = (number: number) => (1 << (number & 31)) - 1
const above = (number: number) => ((number & 31) === 31 ? 0 : -1 << ((number & 31) + 1))
