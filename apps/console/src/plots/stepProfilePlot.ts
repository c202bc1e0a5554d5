import type { LoadedProfile, LoadedVariable } from '../explore/LoadedProfile.ts'
import type { Hit } from './hitProfilePlot.ts'
import { type DrawnSide, type ProfilePlot, sidesOf } from './profilePlot.ts'
import { stepValues } from './stepValues.ts'

/** The best values where they are drawn, else the raw ones, of the levels in view, downwards. */
interface Row {
  readonly profile: LoadedProfile
  readonly variable: LoadedVariable
  readonly side: DrawnSide
  readonly levels: readonly number[]
}

/** The value of a profile that a key leads to from the one that is looked at; from nowhere to the first that is picked. */
export function stepProfilePlot(plot: ProfilePlot, from: Hit | undefined, key: string): Hit | undefined {
  const rows = plot.profiles.flatMap((profile) => rowOf(plot, profile) ?? [])
  const pressures = rows.map(({ side, levels }) => levels.map((level) => side.pressure[level] as number))
  const row = rows.findIndex(({ profile }) => profile === from?.profile)
  const at = from === undefined ? -1 : (rows[row]?.levels.indexOf(from.level) ?? -1)
  const picked = rows.findIndex(({ profile }) => plot.picked.has(profile.profile.profile_id))
  const to = stepValues(pressures, at === -1 ? undefined : { row, at }, key, picked)
  const there = to === undefined ? undefined : rows[to.row]
  const level = to === undefined ? undefined : there?.levels[to.at]
  if (there === undefined || level === undefined) return undefined
  const { profile, variable, side } = there
  return { profile, variable, level, isBest: side.isBest }
}

function rowOf(plot: ProfilePlot, profile: LoadedProfile): Row | undefined {
  const variable = profile.variables.get(plot.parameter)
  const side = variable === undefined ? undefined : sidesOf(profile, variable, plot.side).at(-1)
  if (variable === undefined || side === undefined) return undefined
  const { values, pressure } = side
  const [top, bottom] = plot.pressure
  const levels = Array.from(values, (_, level) => level)
    .filter(
      (level) => isThere(values[level]) && (pressure[level] ?? missing) >= top && (pressure[level] ?? 0) <= bottom,
    )
    .sort((a, b) => (pressure[a] as number) - (pressure[b] as number))
  return levels.length === 0 ? undefined : { profile, variable, side, levels }
}

const { NaN: missing } = Number
const isThere = (value: number | undefined): boolean => value !== undefined && !Number.isNaN(value)
