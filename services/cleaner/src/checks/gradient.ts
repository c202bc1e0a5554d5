import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import { type DepthLimit, deepFrom } from '../thresholds.ts'

/**
 * Test 11, left for oxygen only: with V2 the value and V1, V3 those above and below it, |V2 - (V3 + V1)/2| is above
 * the limit. Judged at the same levels as the spike test: see `spike`.
 */
export function gradient(
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
    const usable =
      !Number.isNaN(values[level]) &&
      !Number.isNaN(pressure[level]) &&
      marks.flags[level] < skipFrom &&
      pressureMarks.flags[level] < skipFrom
    run = usable ? run + 1 : 0
    if (run < 3) continue
    const middle = level - 1
    const height = Math.abs(values[middle] - (values[level] + values[level - 2]) / 2)
    if (height > (pressure[middle] < deepFrom ? limit.shallow : limit.deep)) raise(marks, middle, bad, testBit.gradient)
  }
}
