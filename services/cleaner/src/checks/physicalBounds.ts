import { testBit } from '@floatchat/contracts/qualityTests'
import type { Marks } from '../Marks.ts'
import type { Range } from '../thresholds.ts'

const mask = 1 << testBit.physicalBounds

/**
 * Bit 0: the value is outside the bounds of the Python service, ends included; a missing value is not outside.
 *
 * The bounds are not Argo's: pressures just above the surface and chlorophyll just below zero are outside, and
 * normal. So the bit is set and the working flag is left alone: the tests that follow judge the value as Argo does.
 */
export function physicalBounds(values: Float32Array, levels: number, bounds: Range, marks: Marks): void {
  const { min, max } = bounds
  const { failed } = marks
  for (let level = 0; level < levels; level++) {
    const value = values[level]
    if (value < min || value > max) failed[level] |= mask
  }
}
