import type { MeddScratch } from './MeddScratch.ts'

/** Pieces of the curve that are looked at or passed over together, 16, 256, 4,096 ...: by powers of this. */
const fanOut = 16
const shift = 4

/** Rounding of a point between two levels, which may come out beyond both by so much of it. */
const rounding = 1e-12

/**
 * The curve of MEDD's sliding median: the medians of the levels, and points between them that are at most about the
 * distance apart. Piece i leads from level i - 1 to level i.
 *
 * A spike far from the curve would have to be compared with every point within its height. Pieces are therefore
 * gathered in blocks, of which the outermost medians are known: what cannot reach the value is passed over at once.
 */
export class MeddCurve {
  readonly #count: number
  readonly #scale: number
  readonly #pressure: Float64Array
  readonly #median: Float64Array
  /** Of each block of pieces, floor over floor, the largest and the least median; made when first asked for. */
  #most: Float64Array[] | undefined
  #least: Float64Array[] = []
  #points = 0

  /** @param scale what a decibar counts for */
  constructor(count: number, scale: number, { pressure, median }: Pick<MeddScratch, 'pressure' | 'median'>) {
    this.#count = count
    this.#scale = scale
    this.#pressure = pressure
    this.#median = median
  }

  /** How many points and blocks were looked at since this was asked last. */
  takePoints(): number {
    const points = this.#points
    this.#points = 0
    return points
  }

  /**
   * Whether, at the height of the level, the value is right of every point, or left of every point, that is
   * `distance` away from the curve.
   *
   * @param value more than `distance` from the median of the level
   */
  leavesBehind(level: number, value: number, distance: number): boolean {
    const isRight = value > this.#median[level]
    const own = isRight ? this.#median[level] + distance : this.#median[level] - distance
    if (isRight ? value <= own : value >= own) return false
    return !this.#isReached(level, value, distance, isRight, -1) && !this.#isReached(level, value, distance, isRight, 1)
  }

  /** Whether a point of the curve above (step -1) or below (step 1) the level is as far to the side as the value. */
  #isReached(level: number, value: number, distance: number, isRight: boolean, step: -1 | 1): boolean {
    const scale = this.#scale
    const pressure = this.#pressure
    const height = pressure[level] * scale
    // Number of the piece; its nearer end is the level before it on the way.
    let piece = step > 0 ? level + 1 : level
    while (piece > 0 && piece < this.#count) {
      const nearer = step > 0 ? piece - 1 : piece
      const away = Math.abs(pressure[nearer] * scale - height)
      if (away > distance) return false
      const passed = this.#passOver(piece, value, distance, away, isRight, step)
      if (passed > 0) {
        piece += step * passed
        continue
      }
      if (this.#pieceReaches(nearer, height, value, distance, isRight, step)) return true
      piece += step
    }
    return false
  }

  /** How many pieces from here on, a whole block, cannot reach the value; 0 where the next one has to be looked at. */
  #passOver(piece: number, value: number, distance: number, away: number, isRight: boolean, step: -1 | 1): number {
    this.#points++
    let passed = 0
    for (let floor = 0, size = fanOut; ; floor++, size *= fanOut) {
      const inBlock = piece & (size - 1)
      if (inBlock !== (step > 0 ? 0 : size - 1)) return passed
      this.#most ??= this.#gather()
      const blocks = isRight ? this.#most : this.#least
      if (floor >= blocks.length) return passed
      // No point of the block is nearer in height than its nearer end.
      const outermost = blocks[floor][piece >> (shift * (floor + 1))]
      const reach = Math.sqrt(distance * distance - away * away) + rounding * (Math.abs(outermost) + distance)
      if (isRight ? outermost + reach >= value : outermost - reach <= value) return passed
      passed = size
    }
  }

  /** Whether a point of the piece, from its nearer end on, is as far to the side as the value. */
  #pieceReaches(
    nearer: number,
    height: number,
    value: number,
    distance: number,
    isRight: boolean,
    step: -1 | 1,
  ): boolean {
    const scale = this.#scale
    const square = distance * distance
    const y0 = this.#pressure[nearer] * scale
    const x0 = this.#median[nearer]
    const dx = this.#median[nearer + step] - x0
    const dy = this.#pressure[nearer + step] * scale - y0
    const pieces = Math.max(Math.floor(Math.sqrt(dx * dx + dy * dy) / distance - 0.2), 0) + 1
    // Away from the value, only the first point can reach it: the others are farther on either axis.
    const last = isRight === dx > 0 && dx !== 0 ? pieces : 1
    for (let piece = 1; piece <= last; piece++) {
      this.#points++
      const y = y0 + (dy * piece) / pieces
      const left = square - (y - height) * (y - height)
      // Farther along it is farther away.
      if (left < 0) return false
      const x = x0 + (dx * piece) / pieces
      const reach = Math.sqrt(left)
      if (isRight ? x + reach >= value : x - reach <= value) return true
    }
    return false
  }

  #gather(): Float64Array[] {
    let most = this.#median
    let least = this.#median
    const mosts: Float64Array[] = []
    this.#least = []
    for (let pieces = this.#count; pieces > fanOut; pieces = most.length) {
      const blocks = Math.ceil(pieces / fanOut)
      const [mostAbove, leastAbove] = [new Float64Array(blocks), new Float64Array(blocks)]
      for (let block = 0; block < blocks; block++) {
        // Of the lowest floor a block has the level before its first piece too.
        const from = most === this.#median ? Math.max(block * fanOut - 1, 0) : block * fanOut
        const to = Math.min((block + 1) * fanOut, pieces)
        let [outermost, innermost] = [most[from], least[from]]
        for (let i = from + 1; i < to; i++) {
          if (most[i] > outermost) outermost = most[i]
          if (least[i] < innermost) innermost = least[i]
        }
        mostAbove[block] = outermost
        leastAbove[block] = innermost
      }
      mosts.push(mostAbove)
      this.#least.push(leastAbove)
      most = mostAbove
      least = leastAbove
    }
    return mosts
  }
}
