import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'

/**
 * Test 13: all values of a parameter in the profile, and there are two or more, are the same. Not for near-surface
 * profiles, where that is normal. Values with the delivered flag 8 are no measurements but estimates between them,
 * often all the same: they are passed over.
 *
 * @param flags the delivered flags, a character a level; empty where there are none
 */
export function stuckValue(values: Float32Array, flags: string, levels: number, marks: Marks): void {
  let first = Number.NaN
  let count = 0
  for (let level = 0; level < levels; level++) {
    const value = values[level]
    if (Number.isNaN(value) || flags[level] === estimated) continue
    if (count === 0) first = value
    else if (value !== first) return
    count++
  }
  if (count < 2) return
  for (let level = 0; level < levels; level++) {
    if (!Number.isNaN(values[level]) && flags[level] !== estimated) raise(marks, level, bad, testBit.stuckValue)
  }
}

/** Reference table 2. */
const estimated = '8'
