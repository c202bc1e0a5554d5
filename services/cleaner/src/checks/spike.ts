import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import { type DepthLimit, deepFrom } from '../thresholds.ts'

/**
 * Test 9 for temperature, salinity and oxygen: with V2 the value and V1, V3 those above and below it,
 * |V2 - (V3 + V1)/2| - |(V3 - V1)/2| is above the limit. Judged where all three levels follow one another, have
 * value and pressure, and neither of these is flagged `skipFrom` or worse.
 *
 * @param skipFrom 4; for adjusted oxygen 3 (Argo QC manual for dissolved oxygen 2.1)
 */
export function spike(
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
    // A level is looked at once, before its flag can rise: the test never sees its own flags.
    const usable =
      !Number.isNaN(values[level]) &&
      !Number.isNaN(pressure[level]) &&
      marks.flags[level] < skipFrom &&
      pressureMarks.flags[level] < skipFrom
    run = usable ? run + 1 : 0
    if (run < 3) continue
    const middle = level - 1
    const above = values[level - 2]
    const below = values[level]
    const height = Math.abs(values[middle] - (below + above) / 2) - Math.abs((below - above) / 2)
    if (height > (pressure[middle] < deepFrom ? limit.shallow : limit.deep)) raise(marks, middle, bad, testBit.spike)
  }
}
