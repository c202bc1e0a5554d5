import type { LoadedProfile } from '../explore/LoadedProfile.ts'
import { Extent } from './Extent.ts'
import { isBad } from './profilePlot.ts'

/** The pressures of all profiles, from the surface down. */
export function pressureSpan(profiles: readonly LoadedProfile[]): [number, number] {
  const extent = new Extent()
  for (const { bestPressure, rawPressure, variables } of profiles) {
    const { failed, bestQc } = variables.get('PRES') ?? { failed: undefined, bestQc: '' }
    for (const pressures of [bestPressure, rawPressure]) {
      for (let level = 0; level < pressures.length; level += 1) {
        if (!isBad(failed, bestQc, level)) extent.add(pressures[level] as number)
      }
    }
  }
  const [low, high] = extent.span ?? [0, 2000]
  return [Math.min(0, low), Math.max(high * 1.02, 10)]
}
