import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, probablyBad, raise } from '../Marks.ts'

const bit = testBit.digitRollover

/**
 * Test 12: two values that follow one another differ by more than the jump, as when a float's digits overflow. Both
 * are bad and fail the test. The rest of the run of values without a gap (a missing value or one flagged 4) is under
 * suspicion: its working flag rises to 3, and it has failed nothing.
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
    if (jumps > 0) flagRun(values, start, end, jump, marks)
    start = end
  }
}

function flagRun(values: Float32Array, start: number, end: number, jump: number, marks: Marks): void {
  for (let level = start; level < end; level++) {
    if (marks.flags[level] < probablyBad) marks.flags[level] = probablyBad
  }
  for (let level = start + 1; level < end; level++) {
    if (Math.abs(values[level] - values[level - 1]) > jump) {
      raise(marks, level - 1, bad, bit)
      raise(marks, level, bad, bit)
    }
  }
}
