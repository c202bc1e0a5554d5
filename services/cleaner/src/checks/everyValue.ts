import { type Marks, probablyBad, raise } from '../Marks.ts'

/**
 * Every value is probably bad for what it is. Test 21: salinity that an unpumped CTD took near the surface. Tests 56,
 * 57 and 59: pH, oxygen and nitrate as they come from the float, before anybody has adjusted them.
 */
export function everyValue(values: Float32Array, levels: number, bit: number, marks: Marks): void {
  for (let level = 0; level < levels; level++) {
    if (!Number.isNaN(values[level])) raise(marks, level, probablyBad, bit)
  }
}
