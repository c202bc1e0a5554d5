import { testBit } from '@floatchat/contracts/qualityTests'
import { levelsAStep, type Steps } from '../Steps.ts'
import type { MeddScratch } from './MeddScratch.ts'

/** To the right of the curve, where values are larger, or to the left of it. */
export type Side = 1 | -1

/** Of the levels asked for, the farthest point in reach: how far to the side it reaches, and its piece. */
interface Farthest {
  reached: number
  piece: number
}

/**
 * The curve of MEDD's sliding median: the medians of the levels, and points between them that are at most about the
 * distance apart. Piece i leads from level i - 1 to level i.
 *
 * A value is compared with the circle around each point within its height. All circles are of one size, so of two
 * points the lower one reaches farther from some height on, and from there on for good: the deeper the level, the
 * deeper the point that reaches farthest. Levels are therefore asked for by halves, the one in the middle first, and
 * what it finds bounds where those above and below it have to look: n log n, whatever the curve.
 */
export class MeddCurve {
  readonly #count: number
  readonly #scale: number
  readonly #pressure: Float64Array
  readonly #median: Float64Array
  /** Of each level asked for, the piece that reaches farthest. */
  readonly #piece: Int32Array
  #points = 0

  /** @param scale what a decibar counts for */
  constructor(count: number, scale: number, scratch: Pick<MeddScratch, 'pressure' | 'median' | 'ranks'>) {
    this.#count = count
    this.#scale = scale
    this.#pressure = scratch.pressure
    this.#median = scratch.median
    this.#piece = scratch.ranks
  }

  /** How many points were looked at. */
  get points(): number {
    return this.#points
  }

  /**
   * Tells of each level whose value lies farther to the side than every circle of the curve at its height.
   *
   * @param asked numbers of levels, ascending, whose values are more than `distance` to that side of their own medians
   * @param distance radius of the circles, the same for all of them
   */
  *findBeyond(
    asked: Int32Array,
    values: Float64Array,
    distance: number,
    side: Side,
    found: (level: number) => void,
  ): Steps {
    const size = asked.length
    const piece = this.#piece
    let stepFrom = this.#points
    for (let half = 2 ** Math.floor(Math.log2(size)); half >= 1; half /= 2) {
      for (let at = half - 1; at < size; at += 2 * half) {
        const level = asked[at]
        const farthest: Farthest = { reached: side * this.#median[level] + distance, piece: level }
        const above = at >= half ? piece[at - half] : this.#firstInReach(level, distance)
        const below = at + half < size ? piece[at + half] : this.#lastInReach(level, distance)
        // Points that reach equally far but for rounding may have changed places.
        const [first, end] = [Math.min(above, below), Math.max(above, below) + 1]
        // Nobody looks between those of the last round: they need not know which piece reaches farthest.
        const enough = half === 1 ? side * values[level] : Number.POSITIVE_INFINITY
        for (let from = first; from < end && farthest.reached < enough; from += levelsAStep) {
          this.#look(level, from, Math.min(from + levelsAStep, end), distance, side, farthest)
          if (this.#points - stepFrom < levelsAStep) continue
          stepFrom = this.#points
          yield testBit.medd
        }
        piece[at] = farthest.piece
        if (side * values[level] > farthest.reached) found(level)
      }
    }
  }

  /** The first piece that may have a point within the level's height; a little more, for rounding. */
  #firstInReach(level: number, distance: number): number {
    return Math.max(this.#from(this.#pressure[level] - (distance / this.#scale) * (1 + 1e-9)), 1)
  }

  /** The last one. */
  #lastInReach(level: number, distance: number): number {
    return Math.min(this.#from(this.#pressure[level] + (distance / this.#scale) * (1 + 1e-9)), this.#count - 1)
  }

  /** The first level at this pressure or below it. */
  #from(pressure: number): number {
    let [from, to] = [0, this.#count]
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#pressure[middle] < pressure) from = middle + 1
      else to = middle
    }
    return from
  }

  /** Looks in the pieces from `from` to before `to` for points that reach farther than the farthest so far. */
  #look(level: number, from: number, to: number, distance: number, side: Side, farthest: Farthest): void {
    // In locals: with many levels far from the curve most of the time of the test goes on here.
    const [scale, pressure, median] = [this.#scale, this.#pressure, this.#median]
    const square = distance * distance
    const height = pressure[level] * scale
    let { reached, piece } = farthest
    let points = to - from
    for (let i = from; i < to; i++) {
      // From the end that is nearer to the level.
      const nearer = i > level ? i - 1 : i
      const farther = i > level ? i : i - 1
      const y0 = pressure[nearer] * scale
      // What is out of this level's reach may be within that of the levels beside it.
      if (Math.abs(y0 - height) > distance) continue
      const x0 = side * median[nearer]
      const dx = side * median[farther] - x0
      if (Math.max(x0, x0 + dx) + distance < reached) continue
      const dy = pressure[farther] * scale - y0
      const length = dx * dx + dy * dy
      const parts = length < square ? 1 : Math.max(Math.floor(Math.sqrt(length) / distance - 0.2), 0) + 1
      // Away from the side only the first point counts: the others are farther on either axis.
      const last = dx > 0 ? parts : 1
      for (let part = 1; part <= last; part++) {
        points++
        const y = y0 + (dy * part) / parts
        const left = square - (y - height) * (y - height)
        // Farther along it is farther away.
        if (left < 0) break
        const reaches = x0 + (dx * part) / parts + Math.sqrt(left)
        // Of equals the uppermost, at every level alike.
        if (reaches > reached || (reaches === reached && i < piece)) {
          reached = reaches
          piece = i
        }
      }
    }
    farthest.reached = reached
    farthest.piece = piece
    this.#points += points
  }
}
