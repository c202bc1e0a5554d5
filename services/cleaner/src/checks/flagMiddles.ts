import { bad, type Marks, raise } from '../Marks.ts'
import { type DepthLimit, deepFrom } from '../thresholds.ts'

/** How far a value stands out between those above and below it. */
export type Height = (above: number, value: number, below: number) => number

/**
 * Flags each value that stands out by more than the limit of its pressure. Judged where three levels follow one
 * another, all have value and pressure, and neither of these is flagged `skipFrom` or worse.
 *
 * @param bit the test that says so
 */
export function flagMiddles(
  height: Height,
  bit: number,
  values: Float32Array,
  pressure: Float32Array,
  levels: number,
  limit: DepthLimit,
  skipFrom: 3 | 4,
  pressureMarks: Marks,
  marks: Marks,
): void {
  let run = 0
  for (let level = 0; level < levels; level++) {
    // A level is looked at once, before its flag can rise: the test never sees its own flags.
    const usable =
      !Number.isNaN(values[level]) &&
      !Number.isNaN(pressure[level]) &&
      marks.flags[level] < skipFrom &&
      pressureMarks.flags[level] < skipFrom
    run = usable ? run + 1 : 0
    if (run < 3) continue
    const middle = level - 1
    const allowed = pressure[middle] < deepFrom ? limit.shallow : limit.deep
    if (height(values[level - 2], values[middle], values[level]) > allowed) raise(marks, middle, bad, bit)
  }
}
