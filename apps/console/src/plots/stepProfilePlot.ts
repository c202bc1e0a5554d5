import type { LoadedProfile } from '../explore/LoadedProfile.ts'
import { type Frame, toX, toY } from './Frame.ts'
import type { Hit } from './hitProfilePlot.ts'
import { type DrawnSide, type ProfilePlot, sidesOf } from './profilePlot.ts'

/** Levels that Page Up and Page Down go. */
const page = 10

/**
 * The value that a key leads to from the one that is looked at: up and down by levels of its profile, left and right to
 * the profiles before and after it, at about the same pressure. From nowhere any of them leads to the first value of the
 * first profile, or of the first that is picked. Undefined for other keys, and where there is no value.
 */
export function stepProfilePlot(plot: ProfilePlot, frame: Frame, from: Hit | undefined, key: string): Hit | undefined {
  if (!keys.has(key)) return undefined
  const there = plot.profiles.filter((profile) => sideOf(plot, profile) !== undefined)
  if (from === undefined || !there.includes(from.profile)) {
    const start = there.find(({ profile }) => plot.picked.has(profile.profile_id)) ?? there[0]
    return start === undefined ? undefined : hitAt(plot, frame, start, 'first')
  }
  const index = there.indexOf(from.profile)
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = there[index + (key === 'ArrowLeft' ? -1 : 1)]
    const pressure = sideOf(plot, from.profile)?.pressure[from.level] ?? 0
    return next === undefined ? from : hitAt(plot, frame, next, pressure)
  }
  const levels = levelsOf(plot, from.profile)
  const at = levels.indexOf(from.level)
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - page, PageDown: at + page, Home: 0 }[key] ?? Infinity
  const level = levels[Math.max(0, Math.min(levels.length - 1, to))]
  return level === undefined ? from : makeHit(plot, frame, from.profile, level)
}

const keys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'])

/** The best values where they are drawn, else the raw ones. */
function sideOf(plot: ProfilePlot, profile: LoadedProfile): DrawnSide | undefined {
  const variable = profile.variables.get(plot.parameter)
  const side = variable === undefined ? undefined : sidesOf(profile, variable, plot.side).at(-1)
  return side?.values.some((value, level) => isThere(value) && isThere(side.pressure[level])) ? side : undefined
}

/** Levels with a value and a pressure, downwards. */
function levelsOf(plot: ProfilePlot, profile: LoadedProfile): number[] {
  const side = sideOf(plot, profile)
  if (side === undefined) return []
  const { values, pressure } = side
  return Array.from(values, (_, level) => level)
    .filter((level) => isThere(values[level]) && isThere(pressure[level]))
    .sort((a, b) => (pressure[a] as number) - (pressure[b] as number))
}

function hitAt(plot: ProfilePlot, frame: Frame, profile: LoadedProfile, at: number | 'first'): Hit | undefined {
  const levels = levelsOf(plot, profile)
  const pressure = sideOf(plot, profile)?.pressure
  const away = (level: number): number => (at === 'first' ? 0 : Math.abs((pressure?.[level] ?? 0) - at))
  const [first, ...others] = levels
  if (first === undefined) return undefined
  const nearest = others.reduce((best, level) => (away(level) < away(best) ? level : best), first)
  return makeHit(plot, frame, profile, nearest)
}

function makeHit(plot: ProfilePlot, frame: Frame, profile: LoadedProfile, level: number): Hit | undefined {
  const side = sideOf(plot, profile)
  const variable = profile.variables.get(plot.parameter)
  if (side === undefined || variable === undefined) return undefined
  const x = toX(frame, side.values[level] as number)
  const held = Math.min(frame.left + frame.width, Math.max(frame.left, x))
  return { profile, variable, level, isBest: side.isBest, x: held, y: toY(frame, side.pressure[level] as number) }
}

const isThere = (value: number | undefined): boolean => value !== undefined && !Number.isNaN(value)
