import { deepestPressure as rule } from './thresholds.ts'

/** The deepest pressure that a float set to go to this one may reach. Decibar. */
export function deepestPossible(profilePressure: number): number {
  if (profilePressure >= rule.from) return profilePressure + rule.allowance
  const slope = (rule.share.at10dbar - rule.share.at1000dbar) / (10 - 1000)
  const share = rule.share.at1000dbar + slope * (profilePressure - 1000)
  return profilePressure * (1 + share / 100)
}

/**
 * Test 19: levels deeper than the float can have been, by the pressure that its mission is set to
 * (CONFIG_ProfilePressure_dbar). Tells against every parameter of the level.
 */
export function deepestPressure(pressure: readonly unknown[], profilePressure: number): number[] {
  const deepest = deepestPossible(profilePressure)
  return [...pressure.keys()].filter((level) => {
    const value = pressure[level]
    return typeof value === 'number' && value > deepest
  })
}
