import { bad, type Marks, raise } from './Marks.ts'

/**
 * The general rule of the CTD manual since January 2024: where PRES_QC is 4, so is the flag of every other
 * parameter of the level that has a value. The bit is that of the test that made the pressure bad.
 */
export function condemnLevels(pressure: Marks, values: Float32Array, levels: number, bit: number, marks: Marks): void {
  const mask = 1 << bit
  for (let level = 0; level < levels; level++) {
    if (pressure.flags[level] === bad && pressure.failed[level] & mask && !Number.isNaN(values[level])) {
      raise(marks, level, bad, bit)
    }
  }
}
