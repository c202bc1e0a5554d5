import { testBit } from '@floatchat/contracts/qualityTests'
import type { Marks } from '../Marks.ts'
import type { DepthLimit } from '../thresholds.ts'
import { flagMiddles } from './flagMiddles.ts'

/**
 * Test 9 for temperature, salinity and oxygen: with V2 the value and V1, V3 those above and below it,
 * |V2 - (V3 + V1)/2| - |(V3 - V1)/2| is above the limit.
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
  flagMiddles(height, testBit.spike, values, pressure, levels, limit, skipFrom, pressureMarks, marks)
}

function height(above: number, value: number, below: number): number {
  return Math.abs(value - (below + above) / 2) - Math.abs((below - above) / 2)
}
