import { testBit } from '@floatchat/contracts/qualityTests'
import { levelsAStep, type Steps } from '../Steps.ts'
import { findDoubtful } from './findDoubtful.ts'
import { MeddCurve } from './MeddCurve.ts'
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

  const extent = extentOf(scratch.median, count, parameter)
  const curve = new MeddCurve(count, extent / pressureExtent, scratch)
  const { distanceZone, median, spikes } = scratch
  let any = false
  let sinceStep = 0
  for (let i = 0; i < count; i++) {
    const distance = parameter.distance[distanceZone[i]] * extent
    const away = values[i] - median[i]
    spikes[i] &= ~bit
    sinceStep++
    if (away > distance || away < -distance) {
      if (curve.leavesBehind(i, values[i], distance)) {
        spikes[i] |= bit
        any = true
      }
      sinceStep += curve.takePoints()
    }
    if (sinceStep >= levelsAStep) {
      sinceStep = 0
      yield testBit.medd
    }
  }
  return any
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
