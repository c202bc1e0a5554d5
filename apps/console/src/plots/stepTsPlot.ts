import { stepValues } from './stepValues.ts'
import type { TsHit, TsPlot } from './tsPlot.ts'

/** The value that a key leads to from the one that is looked at; from nowhere to the first that is picked. */
export function stepTsPlot({ profiles, picked }: TsPlot, from: TsHit | undefined, key: string): TsHit | undefined {
  const pressures = profiles.map(({ pressure, count }) => pressure.subarray(0, count))
  const row = from === undefined ? -1 : profiles.indexOf(from.of)
  const here = from === undefined || row === -1 ? undefined : { row, at: from.index }
  const start = profiles.findIndex(({ profile }) => picked.has(profile.profile.profile_id))
  const to = stepValues(pressures, here, key, start)
  const of = to === undefined ? undefined : profiles[to.row]
  return to === undefined || of === undefined ? undefined : { of, index: to.at }
}
