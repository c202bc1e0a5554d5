import { bad, type Marks, raise } from '../Marks.ts'
import { checkBit } from '../qualityChecks.ts'

/**
 * Test 13: all values of a parameter in the profile, and there are two or more, are the same. Not for near-surface
 * profiles, where that is normal.
 */
export function stuckValue(values: Float32Array, levels: number, marks: Marks): void {
  let first = Number.NaN
  let count = 0
  for (let level = 0; level < levels; level++) {
    const value = values[level]
    if (Number.isNaN(value)) continue
    if (count === 0) first = value
    else if (value !== first) return
    count++
  }
  if (count < 2) return
  for (let level = 0; level < levels; level++) {
    if (!Number.isNaN(values[level])) raise(marks, level, bad, checkBit.stuckValue)
  }
}
