import { testBit } from '@floatchat/contracts/qualityTests'
import type { Marks } from '../Marks.ts'
import type { DepthLimit } from '../thresholds.ts'
import { flagMiddles } from './flagMiddles.ts'

/**
 * Test 11, left for oxygen only: with V2 the value and V1, V3 those above and below it, |V2 - (V3 + V1)/2| is above
 * the limit. Judged at the same levels as the spike test.
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
  flagMiddles(height, testBit.gradient, values, pressure, levels, limit, skipFrom, pressureMarks, marks)
}

function height(above: number, value: number, below: number): number {
  return Math.abs(value - (below + above) / 2)
}
