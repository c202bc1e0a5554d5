import { isDoubtful, isWarming } from './findDoubtful.ts'
import type { MeddScratch } from './MeddScratch.ts'
import { deepFrom, type MeddParameter } from './meddConstants.ts'

/**
 * The window of MEDD's sliding median on its way down the profile, over the coherent levels. Their edges never turn
 * back far: all levels together cost a passage over the profile, however many lie at one pressure.
 */
export class MedianWindow {
  readonly #values: Float64Array
  readonly #count: number
  /** How many levels are coherent. */
  readonly #size: number
  readonly #parameter: MeddParameter
  readonly #scratch: MeddScratch
  /** Coherent levels in reach, [low, high); at the level's own pressure, [upper, lower). */
  #low = 0
  #high = 0
  #upper = 0
  #lower = 0
  /** Those in the set of ranks, [left, right) without [outFrom, outTo). */
  #left = 0
  #right = 0
  #outFrom = 0
  #outTo = 0
  /** The last coherent level that the passage has come to, and the last one above `deepFrom`. */
  #self = 0
  #lastShallow = -1

  /** @param size how many levels are coherent; their ranks are in the scratch, and the set of ranks is clear */
  constructor(values: Float64Array, count: number, size: number, parameter: MeddParameter, scratch: MeddScratch) {
    this.#values = values
    this.#count = count
    this.#size = size
    this.#parameter = parameter
    this.#scratch = scratch
  }

  /** Fills `median` and `isOwn` of the levels from `from` to before `to`, which follow those before. */
  slide(from: number, to: number): void {
    // In locals: a level costs a tenth of a microsecond, and most of it goes on here.
    const { pressure, reach: reaches, doubtful, median, isOwn, coherent, ranks, sorted, window } = this.#scratch
    const values = this.#values
    const size = this.#size
    let [low, high, upper, lower] = [this.#low, this.#high, this.#upper, this.#lower]
    let [left, right, self] = [this.#left, this.#right, this.#self]
    for (let i = from; i < to; i++) {
      const here = pressure[i]
      const reach = reaches[i]
      while (low < size && here - pressure[coherent[low]] >= reach) low++
      while (low > 0 && here - pressure[coherent[low - 1]] < reach) low--
      while (high < size && pressure[coherent[high]] - here < reach) high++
      while (high > 0 && pressure[coherent[high - 1]] - here >= reach) high--
      while (upper < size && pressure[coherent[upper]] < here) upper++
      while (lower < size && pressure[coherent[lower]] <= here) lower++
      if (here < deepFrom) this.#lastShallow = i
      const isCoherent = (doubtful[i] & isDoubtful) === 0
      if (isCoherent) while (coherent[self] < i) self++

      const side = Math.min(upper - low, high - lower)
      const first = side > 0 ? upper - side : low
      const end = side > 0 ? lower + side : high
      // Others at the very same pressure are neither above nor below.
      const hasTies = side > 0 && lower - upper > (isCoherent ? 1 : 0)
      if (this.#outFrom !== this.#outTo) this.#putBack(hasTies, upper, lower)
      while (left > first) window.add(ranks[--left])
      while (right < end) window.add(ranks[right++])
      while (left < first) window.remove(ranks[left++])
      while (right > end) window.remove(ranks[--right])
      if (hasTies && this.#outFrom === this.#outTo) this.#takeOut(upper, lower)

      const own = hasTies && isCoherent ? ranks[self] : -1
      if (first === end) median[i] = values[i]
      else if (window.size % 2 === 1) median[i] = sorted[window.select(window.size >> 1)]
      else median[i] = sorted[this.#evenMedian(ranks[first], own)]
      isOwn[i] = 0
      // With two on either side it is at no end of a series.
      if (isCoherent && (side < 2 || here >= deepFrom)) this.#decideOwn(i, side, self - first, end - first)
    }
    this.#low = low
    this.#high = high
    this.#upper = upper
    this.#lower = lower
    this.#left = left
    this.#right = right
    this.#self = self
  }

  /** Puts what was taken out of the set back into it, unless it is just what has to be out. */
  #putBack(hasTies: boolean, upper: number, lower: number): void {
    if (hasTies && upper === this.#outFrom && lower === this.#outTo) return
    const { window, ranks } = this.#scratch
    while (this.#outFrom < this.#outTo) window.add(ranks[this.#outFrom++])
  }

  #takeOut(upper: number, lower: number): void {
    const { window, ranks } = this.#scratch
    for (let j = upper; j < lower; j++) window.remove(ranks[j])
    this.#outFrom = upper
    this.#outTo = lower
  }

  /**
   * The rank of the median of a set of even size. Where the window has an even number of levels MEDD counts the
   * uppermost twice, so that the median is always one of the values.
   *
   * @param uppermost its rank
   * @param own the rank of the level itself where it belongs to the window and is not in the set; else -1
   */
  #evenMedian(uppermost: number, own: number): number {
    const { window } = this.#scratch
    const below = window.select((window.size >> 1) - 1)
    const middle = own < 0 ? uppermost : own
    if (middle <= below) return below
    const above = window.from(below + 1)
    return own >= 0 && own < above ? own : above
  }

  /**
   * Whether the median is set to the value itself: at the ends of a series, and deep down where the way is not steep.
   *
   * @param inWindow place of the level among the `total` of its window, where all lie on one side
   */
  #decideOwn(i: number, side: number, inWindow: number, total: number): void {
    const { pressure, gradientZone, doubtful, median, isOwn } = this.#scratch
    const place = side > 0 ? (side === 1 ? 1 : 2) : inWindow
    const fromEnd = side > 0 ? place : total - 1 - place
    const second = side > 0 || total % 2 === 1
    const followsCoherent = i > 0 && (doubtful[i - 1] & isDoubtful) === 0
    if (followsCoherent && (fromEnd === 0 || fromEnd === 1)) isOwn[i] = 1
    const leadsCoherent = i < this.#count - 1 && (doubtful[i + 1] & isDoubtful) === 0
    if (leadsCoherent && (doubtful[i] & isWarming) === 0 && (place === 0 || (place === 1 && second))) isOwn[i] = 1
    const here = pressure[i]
    if (here < deepFrom) return
    const last = this.#lastShallow
    const values = this.#values
    const steepness = last < 0 ? 0 : Math.abs((values[i] - values[last]) / (here - pressure[last]))
    const isSteep = steepness > this.#parameter.gradient[gradientZone[i]]
    if (isSteep) median[i] = median[last]
    isOwn[i] = isSteep ? 0 : 1
  }
}
