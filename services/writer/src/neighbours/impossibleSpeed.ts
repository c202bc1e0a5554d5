import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { fastestDrift, fixError, fixesBefore } from './thresholds.ts'

/** A profile with a time and a position that can be used. */
interface Fix {
  readonly profile: NeighbourProfile
  readonly juld: number
  readonly latitude: number
  readonly longitude: number
}

/**
 * Test 5: the profiles to whose position the float cannot have drifted. Of two fixes too far apart for the time between
 * them one is wrong, and which it is only the others tell: the longest run of fixes in the order of time that a float
 * can have drifted along is kept, and what is not on it fails. Of two runs as long as each other the later holds.
 */
export function impossibleSpeed(profiles: readonly NeighbourProfile[]): NeighbourProfile[] {
  const fixes = profiles.flatMap(fixOf).sort(byTime)
  const length: number[] = []
  const before: number[] = []
  let last = -1
  for (const [index, fix] of fixes.entries()) {
    let longest = 0
    let from = -1
    for (let earlier = index - 1; earlier >= Math.max(0, index - fixesBefore); earlier -= 1) {
      const other = fixes[earlier]
      const along = length[earlier] ?? 0
      if (other !== undefined && along > longest && isPossible(other, fix)) {
        longest = along
        from = earlier
      }
    }
    length.push(longest + 1)
    before.push(from)
    if (last === -1 || longest + 1 >= (length[last] ?? 0)) last = index
  }
  const kept = new Set<number>()
  for (let index = last; index >= 0; index = before[index] ?? -1) kept.add(index)
  return fixes.filter((_, index) => !kept.has(index)).map(({ profile }) => profile)
}

/** Metres over a sphere (haversine). */
export function distanceOf(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const radians = Math.PI / 180
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2
  const along = Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(b.longitude - a.longitude)
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(half(b.latitude - a.latitude) + along)))
}

function isPossible(a: Fix, b: Fix): boolean {
  return distanceOf(a, b) <= fixError + fastestDrift * (b.juld - a.juld) * 86_400
}

function fixOf(profile: NeighbourProfile): Fix[] {
  const { juld, latitude, longitude } = profile
  return juld === null || latitude === null || longitude === null ? [] : [{ profile, juld, latitude, longitude }]
}

/** Of one time the order of the cycles, and in a cycle the way down first. */
function byTime(a: Fix, b: Fix): number {
  return (
    a.juld - b.juld ||
    a.profile.cycle - b.profile.cycle ||
    Number(a.profile.direction === 'A') - Number(b.profile.direction === 'A')
  )
}
