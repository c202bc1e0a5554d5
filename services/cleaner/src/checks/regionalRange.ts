import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import type { Box, Range } from '../thresholds.ts'

/** Whether the position is in one of the boxes, edges included. Degrees; false where it is missing. */
export function inRegion(latitude: number | null, longitude: number | null, region: readonly Box[]): boolean {
  if (latitude === null || longitude === null) return false
  return region.some(
    ([south, north, west, east]) => latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  )
}

/** Test 7: the value is what the water of this sea (Red Sea, Mediterranean) can have. */
export function regionalRange(values: Float32Array, levels: number, range: Range, marks: Marks): void {
  const { min, max } = range
  for (let level = 0; level < levels; level++) {
    const value = values[level]
    if (value < min || value > max) raise(marks, level, bad, testBit.regionalRange)
  }
}
