import type { LevelChoice } from '../api/levels.ts'
import { utcDate } from '../ui/formatTime.ts'

/** As many as the reading interface takes in one question. */
const platformsAtMost = 100
const rangesAtMost = 100

interface Cycle {
  readonly platform_number: string
  readonly cycle_number: number
  readonly timestamp: string | null
}

/**
 * What to ask the reading interface for the levels of these profiles: of one float its cycles, of several the days
 * between which they are. Undefined where it is more than it takes.
 */
export function levelChoice(profiles: readonly Cycle[]): LevelChoice | undefined {
  const platforms = [...new Set(profiles.map(({ platform_number }) => platform_number))].sort()
  if (platforms.length === 0 || platforms.length > platformsAtMost) return undefined
  const platform = platforms.join(',')
  const cycles = rangesOf(profiles.map(({ cycle_number }) => cycle_number))
  if (platforms.length === 1 && cycles.length <= rangesAtMost) return { platform, cycle: cycles.join(',') }
  const times = profiles.flatMap(({ timestamp }) => (timestamp === null ? [] : [timestamp])).sort()
  const [first, last] = [times[0], times.at(-1)]
  return first === undefined || last === undefined
    ? { platform }
    : { platform, time: `${utcDate(first)}/${utcDate(last)}` }
}

/** `1-3`, `5`: numbers that follow each other are one range. */
function rangesOf(numbers: readonly number[]): string[] {
  const ranges: [number, number][] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
}
