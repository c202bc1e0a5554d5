import { bad, type Marks, raise } from '../Marks.ts'

/**
 * Tests 56, 57 and 59: a value is worked out with pressure, temperature and salinity. Where one of these is bad, so is
 * the value (4), or probably so (3).
 *
 * @param companion marks of the pressure, temperature or salinity at the same levels
 */
export function badCompanion(
  companion: Marks,
  values: Float32Array,
  levels: number,
  flag: 3 | 4,
  bit: number,
  marks: Marks,
): void {
  for (let level = 0; level < levels; level++) {
    if (companion.flags[level] === bad && !Number.isNaN(values[level])) raise(marks, level, flag, bit)
  }
}
