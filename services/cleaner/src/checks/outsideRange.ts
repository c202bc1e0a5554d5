import { type Marks, raise } from '../Marks.ts'
import type { Range } from '../thresholds.ts'

/**
 * What a sensor says of itself at a level tells against its value there. Test 56: currents of the pH sensor outside
 * their range. Test 59: the error of the fit of nitrate.
 *
 * @param said what the sensor says; a level of which it says nothing is passed over
 */
export function outsideRange(
  said: Float32Array,
  { min, max }: Range,
  values: Float32Array,
  levels: number,
  flag: 3 | 4,
  bit: number,
  marks: Marks,
): void {
  for (let level = 0; level < levels; level++) {
    if ((said[level] < min || said[level] > max) && !Number.isNaN(values[level])) raise(marks, level, flag, bit)
  }
}
