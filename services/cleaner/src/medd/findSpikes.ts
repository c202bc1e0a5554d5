import type { Steps } from '../Steps.ts'
import { findDoubtful } from './findDoubtful.ts'
import { MeddCurve, type Side } from './MeddCurve.ts'
import type { MeddScratch } from './MeddScratch.ts'
import { type MeddParameter, pressureExtent } from './meddConstants.ts'
import { slidingMedian } from './slidingMedian.ts'

/**
 * MEDD for one parameter: a value is a spike where it is farther from the curve of the sliding median than the
 * distance of its zone, pressure and parameter both scaled. Each spike gets the bit in the scratch's `spikes`.
 *
 * A value within the distance of the median of its own level is no spike, whatever the rest of the curve: only for
 * the others is the curve looked at. There are few.
 *
 * @param count levels, in the order of their pressure, more than five, placed (`placeLevels`)
 * @returns whether there is any spike
 */
export function* findSpikes(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
  bit: number,
): Steps<boolean> {
  findDoubtful(values, count, parameter, scratch)
  yield* slidingMedian(values, count, parameter, scratch)

  const { distanceZone, spikes } = scratch
  const extent = extentOf(scratch.median, count, parameter)
  const curve = new MeddCurve(count, extent / pressureExtent, scratch)
  let any = false
  const found = (level: number) => {
    spikes[level] |= bit
    any = true
  }
  for (let i = 0; i < count; i++) spikes[i] &= ~bit
  for (let from = 0, to = 0; from < count; from = to) {
    const distance = parameter.distance[distanceZone[from]] * extent
    while (to < count && distanceZone[to] === distanceZone[from]) to++
    for (const side of [1, -1] as const) {
      const beside = listBeside(values, from, to, distance, side, scratch)
      if (beside.length > 0) yield* curve.findBeyond(beside, values, distance, side, found)
    }
  }
  return any
}

/** Lists the levels from `from` to before `to` whose values are more than the distance to that side of their medians. */
function listBeside(
  values: Float64Array,
  from: number,
  to: number,
  distance: number,
  side: Side,
  { median, order }: MeddScratch,
): Int32Array {
  let size = 0
  for (let i = from; i < to; i++) {
    const away = side * (values[i] - median[i])
    // Either way of saying it, for rounding.
    if (away > distance && side * values[i] > side * median[i] + distance) order[size++] = i
  }
  return order.subarray(0, size)
}

/** Extent of the parameter in the profile, held within its bounds. */
function extentOf(median: Float64Array, count: number, parameter: MeddParameter): number {
  let least = median[0]
  let most = median[0]
  for (let i = 1; i < count; i++) {
    if (median[i] < least) least = median[i]
    if (median[i] > most) most = median[i]
  }
  return Math.max(Math.min(most - least, parameter.extent[1]), parameter.extent[0])
}
