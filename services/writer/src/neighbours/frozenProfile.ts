import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { frozen, frozenBounds } from './thresholds.ts'

/**
 * Test 18: whether the profile repeats the one before: of the differences of their means by 50 dbar the least, the
 * greatest and the mean are all small.
 */
export function frozenProfile(
  profile: NeighbourProfile,
  before: NeighbourProfile,
  parameter: 'temperature' | 'salinity',
  { slabsAtLeast } = frozenBounds,
): boolean {
  const slabs = before[parameter]?.slabs ?? []
  const differences = (profile[parameter]?.slabs ?? []).flatMap((mean, index) => {
    const other = slabs[index] ?? null
    return mean === null || other === null ? [] : Math.abs(mean - other)
  })
  if (differences.length < slabsAtLeast) return false
  const { least, most, mean } = frozen[parameter]
  const sum = differences.reduce((all, one) => all + one, 0)
  return Math.min(...differences) < least && Math.max(...differences) < most && sum / differences.length < mean
}
