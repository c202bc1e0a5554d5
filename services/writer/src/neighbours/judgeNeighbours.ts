import { testBit } from '@floatchat/contracts/qualityTests'
import type { NeighbourProfile, NeighbourVerdict } from '@floatchat/db/neighbours/NeighbourProfile'
import { frozenProfile } from './frozenProfile.ts'
import { grossSensorDrift } from './grossSensorDrift.ts'
import { impossibleSpeed } from './impossibleSpeed.ts'

const parameters = ['temperature', 'salinity'] as const
const units = { temperature: '°C', salinity: 'psu' }

class Found {
  readonly #verdicts = new Map<number, { position: number; temperature: number; salinity: number; reasons: string[] }>()

  add(profile: NeighbourProfile, bit: number, of: 'position' | 'temperature' | 'salinity', reason: string): void {
    const verdict = this.#verdicts.get(profile.profileId) ?? { position: 0, temperature: 0, salinity: 0, reasons: [] }
    this.#verdicts.set(profile.profileId, verdict)
    verdict[of] |= 1 << bit
    verdict.reasons.push(reason)
  }

  verdicts(): NeighbourVerdict[] {
    return [...this.#verdicts].map(([profileId, { position, temperature, salinity, reasons }]) => ({
      profileId,
      failedTests: position | temperature | salinity,
      temperatureTests: temperature,
      salinityTests: salinity,
      reasons,
    }))
  }
}

/**
 * Tests 5, 16 and 18 over the primary core profiles of a float: what failed, whatever the order in which they are given.
 *
 * @param off numbers of the tests that are not run
 */
export function judgeNeighbours(
  profiles: readonly NeighbourProfile[],
  off: ReadonlySet<number> = new Set(),
): NeighbourVerdict[] {
  const found = new Found()
  if (!off.has(5)) {
    for (const profile of impossibleSpeed(profiles)) {
      const reason = 'The float cannot have drifted here from where its other cycles were, at 3 m/s.'
      found.add(profile, testBit.impossibleSpeed, 'position', reason)
    }
  }
  for (const direction of ['A', 'D'] as const) {
    const cycles = profiles.filter((one) => one.direction === direction).sort((a, b) => a.cycle - b.cycle)
    for (const parameter of parameters) {
      if (!off.has(16)) runDrift(cycles, parameter, found)
    }
    if (!off.has(18)) runFrozen(cycles, found)
  }
  return found.verdicts()
}

type Cycles = readonly NeighbourProfile[]

function runDrift(cycles: Cycles, parameter: 'temperature' | 'salinity', found: Found): void {
  for (const { profile, from, by } of grossSensorDrift(cycles, parameter)) {
    const reason = `Its mean ${parameter} over the deepest 100 dbar is ${by.toFixed(2)} ${units[parameter]} from that of cycle ${from.cycle}.`
    found.add(profile, testBit.grossSensorDrift, parameter, reason)
  }
}

function runFrozen(cycles: Cycles, found: Found): void {
  for (const [index, profile] of cycles.entries()) {
    const before = cycles[index - 1]
    if (before?.cycle !== profile.cycle - 1) continue
    const measured = parameters.filter((parameter) => profile[parameter] !== null && before[parameter] !== null)
    // Deep water that does not change gives salinity alone the looks of it.
    if (measured.length === 0 || !measured.every((parameter) => frozenProfile(profile, before, parameter))) continue
    for (const parameter of measured) {
      found.add(profile, testBit.frozenProfile, parameter, `Its ${parameter} repeats that of cycle ${before.cycle}.`)
    }
  }
}
