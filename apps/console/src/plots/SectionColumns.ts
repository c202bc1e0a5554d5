import type { LoadedProfile } from '../explore/LoadedProfile.ts'
import { isBad } from './profilePlot.ts'

/** A profile as a column of a section: its good values by growing pressure. */
export interface SectionColumn {
  readonly profile: LoadedProfile
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly time: number
  /** From when to when the column stands for the water. */
  readonly from: number
  readonly to: number
  readonly pressure: Float32Array
  readonly values: Float32Array
}

/** Values further apart than this are not joined: decibar, or a share of the depth where levels are sparse. */
export const gapAt = (pressure: number): number => Math.max(60, pressure * 0.15)

/**
 * The columns of a section in the order of time. Each reaches half way to its neighbours, and no further than three
 * quarters of a usual step: a time without profiles stays empty.
 */
export function sectionColumns(profiles: readonly LoadedProfile[], parameter: string): SectionColumn[] {
  const found = profiles.flatMap((profile) => {
    const { timestamp } = profile.profile
    const variable = profile.variables.get(parameter)
    if (timestamp === null || variable?.best === undefined) return []
    const { best, failed, bestQc } = variable
    const pressureVariable = profile.variables.get('PRES')
    const levels: { p: number; v: number }[] = []
    for (let level = 0; level < best.length; level += 1) {
      const v = best[level] as number
      const p = profile.bestPressure[level] as number
      if (Number.isNaN(v) || Number.isNaN(p) || isBad(failed, bestQc, level)) continue
      if (isBad(pressureVariable?.failed, pressureVariable?.bestQc ?? '', level)) continue
      levels.push({ p, v })
    }
    if (levels.length === 0) return []
    levels.sort((a, b) => a.p - b.p)
    const pressure = Float32Array.from(levels, ({ p }) => p)
    const values = Float32Array.from(levels, ({ v }) => v)
    return [{ profile, time: Date.parse(timestamp), pressure, values }]
  })
  found.sort((a, b) => a.time - b.time)
  const steps = found.slice(1).map(({ time }, index) => time - (found[index]?.time ?? time))
  const usual = median(steps.filter((step) => step > 0)) ?? 10 * 86_400_000
  return found.map((column, index) => {
    const before = column.time - (found[index - 1]?.time ?? Number.NEGATIVE_INFINITY)
    const after = (found[index + 1]?.time ?? Number.POSITIVE_INFINITY) - column.time
    const reach = usual * 0.75
    return { ...column, from: column.time - Math.min(before / 2, reach), to: column.time + Math.min(after / 2, reach) }
  })
}

/** The value at a pressure, joined linearly between levels; NaN where none is near. */
export function valueAt({ pressure, values }: SectionColumn, at: number): number {
  const last = pressure.length - 1
  const first = pressure[0] as number
  if (at < first) return first - at <= 15 ? (values[0] as number) : Number.NaN
  if (at > (pressure[last] as number)) return Number.NaN
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((pressure[middle] as number) <= at) low = middle
    else high = middle
  }
  const above = pressure[low] as number
  const below = pressure[high] as number
  // What was measured is there, also beside a gap.
  if (at === above) return values[low] as number
  if (at === below) return values[high] as number
  if (below - above > gapAt(above)) return Number.NaN
  const share = below === above ? 0 : (at - above) / (below - above)
  return (values[low] as number) * (1 - share) + (values[high] as number) * share
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
