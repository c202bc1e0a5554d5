import type { Bbp700Scratch } from './checks/bbp700.ts'
import type { Marks } from './Marks.ts'
import { MeddScratch } from './medd/MeddScratch.ts'

/**
 * Room for judging one profile at a time, used again for the next. Grows to the longest profile seen; nothing is
 * allocated for a level.
 */
export class Workspace {
  #capacity = 0
  #pool: Marks[] = []
  #used = 0
  #medd = new MeddScratch(0)
  #bbp700: Bbp700Scratch | undefined
  #levels = 0

  /** Forgets the last profile and makes room for one with so many levels. */
  begin(levels: number): void {
    this.#levels = levels
    this.#used = 0
    if (levels <= this.#capacity) return
    this.#capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(levels)))
    this.#pool = []
    this.#bbp700 = undefined
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

  get medd(): MeddScratch {
    if (this.#medd.capacity < this.#capacity) this.#medd = new MeddScratch(this.#capacity)
    return this.#medd
  }

  get bbp700(): Bbp700Scratch {
    this.#bbp700 ??= {
      pressure: new Float64Array(this.#capacity),
      values: new Float64Array(this.#capacity),
      smooth: new Float64Array(this.#capacity),
      sorting: new Float64Array(this.#capacity),
      levels: new Int32Array(this.#capacity),
    }
    return this.#bbp700
  }
}
