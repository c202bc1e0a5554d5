import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, probablyBad, raise } from '../Marks.ts'
import { badPressure, probablyBadPressure, type Range } from '../thresholds.ts'

const bit = testBit.globalRange

/** Test 6: the value is what sea water can have anywhere. */
export function globalRange(values: Float32Array, levels: number, range: Range, marks: Marks): void {
  const { min, max } = range
  for (let level = 0; level < levels; level++) {
    const value = values[level]
    if (value < min || value > max) raise(marks, level, bad, bit)
  }
}

/**
 * Test 6 for pressure, in two grades: below -5 dbar bad, from -5 to -2.4 dbar probably bad. It tells against the
 * temperature and the salinity of the level as well: give their values, or those of pressure itself.
 */
export function pressureAboveSurface(pressure: Float32Array, values: Float32Array, levels: number, marks: Marks): void {
  for (let level = 0; level < levels; level++) {
    const value = pressure[level]
    if (value > probablyBadPressure || Number.isNaN(values[level])) continue
    if (value < badPressure) raise(marks, level, bad, bit)
    else if (value <= probablyBadPressure) raise(marks, level, probablyBad, bit)
  }
}
