import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import { pressureReversal } from '../thresholds.ts'

const bit = testBit.increasingPressure

/**
 * Test 8, as revised in January 2024: pressure may run backwards by less than 20 dbar. From the middle of the
 * profile (its deepest level for a near-surface profile) upwards, a pressure 20 dbar or more deeper than the last
 * good one is bad; from there downwards, one 20 dbar or more shallower than the last good one.
 *
 * What is bad here condemns its level in every parameter: see `condemnLevels`.
 */
export function increasingPressure(pressure: Float32Array, levels: number, isNearSurface: boolean, marks: Marks): void {
  const start = isNearSurface ? lastLevel(pressure, levels) : middleLevel(pressure, levels)
  if (start < 0) return

  let last = pressure[start]
  for (let level = start - 1; level >= 0; level--) {
    const value = pressure[level]
    if (value >= last + pressureReversal) raise(marks, level, bad, bit)
    else if (!Number.isNaN(value)) last = value
  }
  last = pressure[start]
  for (let level = start + 1; level < levels; level++) {
    const value = pressure[level]
    if (value <= last - pressureReversal) raise(marks, level, bad, bit)
    else if (!Number.isNaN(value)) last = value
  }
}

function lastLevel(pressure: Float32Array, levels: number): number {
  for (let level = levels - 1; level >= 0; level--) if (!Number.isNaN(pressure[level])) return level
  return -1
}

/** The middle one of the levels that have a pressure: number n/2 of n, rounded down, from 1. With one level there is none. */
function middleLevel(pressure: Float32Array, levels: number): number {
  let count = 0
  for (let level = 0; level < levels; level++) if (!Number.isNaN(pressure[level])) count++
  let rank = count >> 1
  if (rank === 0) return -1
  for (let level = 0; level < levels; level++) {
    if (!Number.isNaN(pressure[level]) && --rank === 0) return level
  }
  return -1
}
