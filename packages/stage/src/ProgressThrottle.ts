import type { Progress } from './Stage.ts'

/**
 * Lets a file's progress through at most once in `intervalMs`, and not at all for a file that is done
 * within its first interval: two hundred small files in a row are not four hundred progress records.
 */
export class ProgressThrottle {
  readonly #intervalMs: number
  readonly #lastSent = new Map<string, number>()

  constructor(intervalMs = 1_000) {
    this.#intervalMs = intervalMs
  }

  /** Whether to send now. */
  admits({ file_id, run_id, done, total }: Progress, now: number): boolean {
    const key = `${file_id}/${run_id ?? ''}`
    const finished = total !== null && done >= total
    const last = this.#lastSent.get(key)
    if (finished) {
      this.#lastSent.delete(key)
      // `undefined` or a fresh entry: the file came and went within one interval.
      return last !== undefined && last < 0
    }
    if (last === undefined) {
      this.#forgetOld(now)
      this.#lastSent.set(key, now)
      return false
    }
    if (now - Math.abs(last) < this.#intervalMs) return false
    // Negative: something of this file has been sent, so its end is worth sending too.
    this.#lastSent.set(key, -now)
    return true
  }

  /** A run that broke off never says that it is done. */
  #forgetOld(now: number): void {
    if (this.#lastSent.size < 10_000) return
    for (const [key, last] of this.#lastSent) if (now - Math.abs(last) > 600_000) this.#lastSent.delete(key)
  }
}
