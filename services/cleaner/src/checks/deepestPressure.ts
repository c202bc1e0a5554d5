import { testBit } from '@floatchat/contracts/qualityTests'
import { type Marks, probablyBad, raise } from '../Marks.ts'
import { deepestPressure as rule } from '../thresholds.ts'

/** The deepest pressure that a float set to go to this one may reach. Decibar. */
export function deepestPossible(profilePressure: number): number {
  if (profilePressure >= rule.from) return profilePressure + rule.allowance
  const slope = (rule.share.at10dbar - rule.share.at1000dbar) / (10 - 1000)
  const share = rule.share.at1000dbar + slope * (profilePressure - 1000)
  return profilePressure * (1 + share / 100)
}

/**
 * Test 19: the level is deeper than the float can have been, by the pressure that its mission is set to
 * (CONFIG_ProfilePressure_dbar). Tells against every parameter of the level: give the values of each.
 */
export function deepestPressure(
  pressure: Float32Array,
  values: Float32Array,
  levels: number,
  profilePressure: number,
  marks: Marks,
): void {
  const deepest = deepestPossible(profilePressure)
  for (let level = 0; level < levels; level++) {
    if (pressure[level] > deepest && !Number.isNaN(values[level])) {
      raise(marks, level, probablyBad, testBit.deepestPressure)
    }
  }
}
