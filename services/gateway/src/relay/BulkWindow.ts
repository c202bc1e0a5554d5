/** How long a file of the bulk lane is to be under way, ms: about as long as a live file waits for those before it. */
const aimMs = 400
/** While nobody sends live files, so many times as many: the first that comes waits for those. */
const wide = 4
/** Fewer leave the stages idle between one file and the next. */
const fewest = 16
/** What is told by fewer files may be chance. */
const telling = 8
/** In one step, so that a single slow round does not throw the window open or shut. */
const steps = { least: 0.5, most: 1.5 }

/**
 * How many files of the bulk lane may be under way at once: as many as the stages do in the time that a live file may
 * wait. It follows what is measured, whatever the machine, its neighbours and the number of instances.
 */
export class BulkWindow {
  readonly #most: number
  readonly #now: () => number
  /** Files beside live ones. */
  #narrow: number
  #isWide = true
  #changedAt: number
  #underWay: number[] = []
  #meanMs: number = aimMs

  constructor(most: number, now: () => number = () => performance.now()) {
    this.#most = most
    this.#now = now
    this.#narrow = Math.min(most, 24)
    this.#changedAt = now()
  }

  /** Files. */
  get size(): number {
    return this.#isWide ? Math.min(this.#most, wide * this.#narrow) : this.#narrow
  }

  /** Room for so many files is worth a look at the lane: the stages are at work on the other half meanwhile. */
  get worthwhile(): number {
    return Math.max(1, Math.floor(this.size / 2))
  }

  /** After so long less room is worth it as well, ms: another instance may have heard of the other files that ended. */
  get patienceMs(): number {
    return Math.min(1_000, Math.max(200, 0.75 * this.#meanMs))
  }

  /** @param isQuiet whether nobody has sent a live file for a while. */
  adjust(isQuiet: boolean): void {
    if (isQuiet === this.#isWide) return
    this.#isWide = isQuiet
    this.#beginAnew()
  }

  /**
   * Learns from files that have ended. Only those that were sent into the window as it is now tell of it.
   *
   * @param underWayMs from when each was sent to when its end was seen.
   * @param isFull whether others wait for room: else the window is not what bounds them, and does not grow.
   */
  learn(underWayMs: readonly number[], isFull: boolean): void {
    const age = this.#now() - this.#changedAt
    this.#underWay.push(...underWayMs.filter((time) => time < age))
    if (this.#underWay.length < Math.min(telling, this.#narrow)) return
    const mean = this.#underWay.reduce((sum, time) => sum + time, 0) / this.#underWay.length
    this.#meanMs = mean
    const step = Math.min(steps.most, Math.max(steps.least, (this.size * aimMs) / (this.#narrow * Math.max(1, mean))))
    if (step > 1 && !isFull) this.#underWay = []
    else {
      const size = Math.round(this.#narrow * step)
      this.#narrow = Math.min(this.#most, Math.max(Math.min(fewest, this.#most), size))
      this.#beginAnew()
    }
  }

  #beginAnew(): void {
    this.#underWay = []
    this.#changedAt = this.#now()
  }
}
