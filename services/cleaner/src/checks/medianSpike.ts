import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import { medianOfFive } from '../median.ts'

/**
 * Test 9 for pH and nitrate: the value is away from the median of itself and the two values on either side by more
 * than `distance` + `share` of the value. Judged where five levels follow one another that have values not flagged 4.
 */
export function medianSpike(values: Float32Array, levels: number, distance: number, share: number, marks: Marks): void {
  let run = 0
  for (let level = 0; level < levels; level++) {
    run = !Number.isNaN(values[level]) && marks.flags[level] < bad ? run + 1 : 0
    if (run < 5) continue
    const value = values[level - 2]
    const median = medianOfFive(values[level - 4], values[level - 3], value, values[level - 1], values[level])
    if (Math.abs(value - median) > distance + share * value) raise(marks, level - 2, bad, testBit.spike)
  }
}
