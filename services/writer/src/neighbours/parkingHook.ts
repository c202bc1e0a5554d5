import { parkingHook as rule } from './thresholds.ts'

/**
 * Test 62, parking hook: where the profile begins near the parking pressure, particles that settled on the sensor
 * make the first values too high. Levels of the deepest 50 dbar whose backscattering is above the median of those 20 to
 * 50 dbar above the deepest by more than 0.0002. Only on the way up, and where levels are no further apart than 20 dbar.
 */
export function parkingHook(pressure: readonly unknown[], values: readonly unknown[], parkPressure: number): number[] {
  const levels = values.flatMap((value, level) => {
    const at = pressure[level]
    return typeof value === 'number' && typeof at === 'number' ? [{ level, at, value }] : []
  })
  const last = levels.reduce((best, { at }, index) => (at >= (levels[best]?.at ?? at) ? index : best), 0)
  const [deepest, before] = [levels[last], levels[last - 1]]
  if (deepest === undefined || before === undefined || deepest.at - before.at > rule.excluded) return []
  if (Math.abs(deepest.at - parkPressure) >= rule.within) return []
  const near = levels.filter(({ at }) => at >= deepest.at - rule.range)
  const above = near.filter(({ at }) => at < deepest.at - rule.excluded).map(({ value }) => value)
  if (above.length === 0) return []
  const baseline = medianOf(above) + rule.allowance
  return near.filter(({ value }) => value > baseline).map(({ level }) => level)
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [below, at] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN]
  return sorted.length % 2 === 1 ? at : (below + at) / 2
}
