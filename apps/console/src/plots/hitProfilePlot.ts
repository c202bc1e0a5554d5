import type { LoadedProfile, LoadedVariable } from '../explore/LoadedProfile.ts'
import { type Frame, toX, toY } from './Frame.ts'
import { type ProfilePlot, sidesOf } from './profilePlot.ts'

export interface Hit {
  readonly profile: LoadedProfile
  readonly variable: LoadedVariable
  readonly level: number
  readonly isBest: boolean
}

export const valueAtHit = ({ variable, level, isBest }: Hit): number =>
  (isBest ? variable.best : variable.raw)?.[level] ?? Number.NaN
export const pressureAtHit = ({ profile, level, isBest }: Hit): number =>
  (isBest ? profile.bestPressure : profile.rawPressure)[level] ?? Number.NaN

/** The value nearest to a place, if one is near. Picked profiles are preferred where there are any. */
export function hitProfilePlot(
  plot: ProfilePlot,
  frame: Frame,
  atX: number,
  atY: number,
  within = 14,
): Hit | undefined {
  let best: Hit | undefined
  let least = within * within
  for (const profile of plot.profiles) {
    const variable = profile.variables.get(plot.parameter)
    if (variable === undefined) continue
    const isPicked = plot.picked.has(profile.profile.profile_id)
    for (const { values, pressure, isBest } of sidesOf(profile, variable, plot.side)) {
      for (let level = 0; level < values.length; level += 1) {
        const y = toY(frame, pressure[level] as number)
        if (!(Math.abs(y - atY) <= within)) continue
        const x = Math.min(frame.left + frame.width, Math.max(frame.left, toX(frame, values[level] as number)))
        const distance = ((x - atX) ** 2 + (y - atY) ** 2) / (isPicked ? 4 : 1)
        // Where raw and adjusted are the same value, the later one, which is the best, is meant.
        if (distance <= least) {
          least = distance
          best = { profile, variable, level, isBest }
        }
      }
    }
  }
  return best
}
