import { bitsOf } from '../quality/qualityTests.ts'
import type { LoadedProfile } from './LoadedProfile.ts'

export interface FlaggedValue {
  readonly profile: LoadedProfile
  readonly parameter: string
  readonly units: string
  readonly level: number
  readonly pressure: number
  readonly value: number
  readonly bits: number
}

/** The values that failed a test, profile by profile, up to a number of them; and how many there are in all. */
export function flaggedValues(
  profiles: readonly LoadedProfile[],
  most: number,
): { listed: FlaggedValue[]; total: number } {
  const listed: FlaggedValue[] = []
  let total = 0
  for (const profile of profiles) {
    for (const { parameter, units, best, failed } of profile.variables.values()) {
      if (failed === undefined) continue
      for (let level = 0; level < failed.length; level += 1) {
        const bits = failed[level] as number
        if (bits === 0) continue
        total += 1
        if (listed.length >= most) continue
        const [pressure, value] = [profile.bestPressure[level] ?? Number.NaN, best?.[level] ?? Number.NaN]
        listed.push({ profile, parameter, units, level, pressure, value, bits })
      }
    }
  }
  return { listed, total }
}

/** How many values failed each test. */
export function countByTest(profiles: readonly LoadedProfile[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { variables } of profiles) {
    for (const { failed } of variables.values()) {
      for (const bits of failed ?? [])
        if (bits !== 0) for (const bit of bitsOf(bits)) counts.set(bit, (counts.get(bit) ?? 0) + 1)
    }
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a))
}
