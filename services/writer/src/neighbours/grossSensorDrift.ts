import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { deepWindow, drift, driftBounds } from './thresholds.ts'

/** A profile whose mean at depth is too far from that of the good profile before it. */
export interface Drifted {
  readonly profile: NeighbourProfile
  readonly from: NeighbourProfile
  readonly by: number
}

/**
 * Test 16: the mean over the deepest 100 dbar against the last good profile before it of the same direction: one that
 * has good values there and passed this test. Ours are three bounds, without which a seventh of good profiles fails:
 * only windows in quiet water, that overlap, and of one of the five cycles before. A sensor that jumps and stays there
 * fails five times and is then taken as it is.
 *
 * @param cycles the profiles of one direction in the order of their cycles
 */
export function grossSensorDrift(
  cycles: readonly NeighbourProfile[],
  parameter: 'temperature' | 'salinity',
  { quietFrom, cyclesBefore } = driftBounds,
): Drifted[] {
  const failed: Drifted[] = []
  const good: { readonly profile: NeighbourProfile; readonly deepest: number; readonly mean: number }[] = []
  for (const profile of cycles) {
    const { deepest = null, deep_mean: mean = null } = profile[parameter] ?? {}
    if (deepest === null || mean === null || deepest < quietFrom) continue
    const reference = good.findLast(
      (one) => profile.cycle - one.profile.cycle <= cyclesBefore && Math.abs(one.deepest - deepest) <= deepWindow,
    )
    const by = reference === undefined ? 0 : Math.abs(mean - reference.mean)
    if (reference !== undefined && by > drift[parameter]) failed.push({ profile, from: reference.profile, by })
    else good.push({ profile, deepest, mean })
  }
  return failed
}
