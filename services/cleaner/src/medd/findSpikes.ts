import { findDoubtful } from './findDoubtful.ts'
import type { MeddScratch } from './MeddScratch.ts'
import { type MeddParameter, pressureExtent } from './meddConstants.ts'
import { slidingMedian } from './slidingMedian.ts'

/**
 * MEDD for one parameter: a value is a spike where it is farther from the curve of the sliding median than the
 * distance of its zone, pressure and parameter both scaled.
 *
 * A value within the distance of the median of its own level is no spike, whatever the rest of the curve: only for
 * the others is the curve walked along. There are few.
 *
 * @param count levels, in the order of their pressure, more than five, placed (`placeLevels`)
 * @returns whether there is any spike
 */
export function findSpikes(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
  spikes: Uint8Array,
): boolean {
  findDoubtful(values, count, parameter, scratch)
  slidingMedian(values, count, parameter, scratch)

  const { distanceZone, median } = scratch
  let least = median[0]
  let most = median[0]
  for (let i = 1; i < count; i++) {
    if (median[i] < least) least = median[i]
    if (median[i] > most) most = median[i]
  }
  const extent = Math.max(Math.min(most - least, parameter.extent[1]), parameter.extent[0])
  const scale = extent / pressureExtent
  let any = false
  for (let i = 0; i < count; i++) {
    const distance = parameter.distance[distanceZone[i]] * extent
    const away = values[i] - median[i]
    spikes[i] = 0
    if (away > distance || away < -distance) {
      if (isBeyondCurve(i, values[i], count, distance, scale, scratch)) {
        spikes[i] = 1
        any = true
      }
    }
  }
  return any
}

/**
 * Whether, at the height of the level, the value is right of every point, or left of every point, that is `distance`
 * away from the curve. The curve is made of the medians and of points between them that are at most about the
 * distance apart.
 */
function isBeyondCurve(
  level: number,
  value: number,
  count: number,
  distance: number,
  scale: number,
  { pressure, median }: MeddScratch,
): boolean {
  const square = distance * distance
  const height = pressure[level] * scale
  let least = median[level] - distance
  let most = median[level] + distance
  for (const step of [-1, 1]) {
    let y0 = height
    for (let i = level + step; i >= 0 && i < count && Math.abs(y0 - height) <= distance; i += step) {
      const y1 = pressure[i] * scale
      const x0 = median[i - step]
      const dx = median[i] - x0
      const dy = y1 - y0
      const pieces = Math.max(Math.floor(Math.sqrt(dx * dx + dy * dy) / distance - 0.2), 0) + 1
      for (let piece = 1; piece <= pieces; piece++) {
        const y = y0 + (dy * piece) / pieces
        const left = square - (y - height) * (y - height)
        // Farther along it is farther away.
        if (left < 0) break
        const x = x0 + (dx * piece) / pieces
        const reach = Math.sqrt(left)
        if (x - reach < least) least = x - reach
        if (x + reach > most) most = x + reach
      }
      y0 = y1
    }
  }
  return value > most || value < least
}
