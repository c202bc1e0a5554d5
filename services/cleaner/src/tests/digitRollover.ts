import { bad, type Marks, probablyBad, raise } from '../Marks.ts'
import { testBit } from '../qualityTests.ts'

const bit = testBit.digitRollover

/**
 * Test 12: two values that follow one another differ by more than the jump, as when a float's digits overflow.
 * Both are bad, and the rest of the run of values without a gap (a missing value or one flagged 4) probably bad.
 */
export function digitRollover(values: Float32Array, levels: number, jump: number, marks: Marks): void {
  let start = 0
  while (start < levels) {
    if (Number.isNaN(values[start]) || marks.flags[start] === bad) {
      start++
      continue
    }
    let end = start + 1
    let jumps = 0
    while (end < levels && !Number.isNaN(values[end]) && marks.flags[end] !== bad) {
      if (Math.abs(values[end] - values[end - 1]) > jump) jumps++
      end++
    }
    if (jumps > 0) {
      for (let level = start; level < end; level++) raise(marks, level, probablyBad, bit)
      for (let level = start + 1; level < end; level++) {
        if (Math.abs(values[level] - values[level - 1]) > jump) {
          raise(marks, level - 1, bad, bit)
          raise(marks, level, bad, bit)
        }
      }
    }
    start = end
  }
}
