import type { Marks } from './Marks.ts'
import { MeddScratch } from './medd/MeddScratch.ts'

/** Up to so many levels a workspace is worth keeping: nearly all profiles have fewer. */
export const usualLevels = 4096

/**
 * Room for judging one profile at a time, used again for the next. Grows to the longest profile seen; nothing is
 * allocated for a level.
 */
export class Workspace {
  #capacity = 0
  #pool: Marks[] = []
  #used = 0
  #medd = new MeddScratch(0)
  #levels = 0

  get capacity(): number {
    return this.#capacity
  }

  /** Forgets the last profile and makes room for one with so many levels. */
  begin(levels: number): void {
    this.#levels = levels
    this.#used = 0
    if (levels <= this.#capacity) return
    this.#capacity = Math.max(usualLevels, levels)
    this.#pool = []
  }

  /** Marks for one more parameter, all clear. */
  marks(): Marks {
    const known = this.#pool[this.#used]
    if (known !== undefined) {
      this.#used++
      known.flags.fill(0, 0, this.#levels)
      known.failed.fill(0, 0, this.#levels)
      return known
    }
    const marks = { flags: new Uint8Array(this.#capacity), failed: new Int32Array(this.#capacity) }
    this.#pool.push(marks)
    this.#used++
    return marks
  }

  /** Scratch room, for one check after the other. */
  get medd(): MeddScratch {
    if (this.#medd.capacity < this.#capacity) this.#medd = new MeddScratch(this.#capacity)
    return this.#medd
  }
}
