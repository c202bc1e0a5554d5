import type { NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import { fastestDrift, fixError, fixesBefore } from './thresholds.ts'

/** A profile with a time and a position that can be used. */
interface Fix {
  readonly profile: NeighbourProfile
  readonly juld: number
  readonly latitude: number
  readonly longitude: number
}

/** A run of fixes that a float can have drifted along, by its last one. */
interface Run {
  readonly fixes: number
  readonly metres: number
  /** Place of the fix before the last in the order of time; -1 for none. */
  readonly before: number
}

/**
 * Test 5: the profiles to whose position the float cannot have drifted. Of two fixes too far apart for the time between
 * them one is wrong, and which it is only the others tell: the longest run of fixes in the order of time that a float
 * can have drifted along is kept, of two such the one of less distance, and what is not on it fails.
 */
export function impossibleSpeed(profiles: readonly NeighbourProfile[]): NeighbourProfile[] {
  const fixes = profiles.flatMap(fixOf).sort(byTime)
  const runs: Run[] = []
  for (const [index, fix] of fixes.entries()) {
    let best: Run = { fixes: 1, metres: 0, before: -1 }
    for (let earlier = index - 1; earlier >= Math.max(0, index - fixesBefore); earlier -= 1) {
      const [other, run] = [fixes[earlier], runs[earlier]]
      if (other === undefined || run === undefined || run.fixes + 1 < best.fixes) continue
      const metres = distanceOf(other, fix)
      if (metres > fixError + fastestDrift * (fix.juld - other.juld) * 86_400) continue
      const longer = { fixes: run.fixes + 1, metres: run.metres + metres, before: earlier }
      if (isBetter(longer, best)) best = longer
    }
    runs.push(best)
  }
  const kept = new Set<number>()
  const last = runs.reduce((best, run, index) => (best < 0 || isBetter(run, runs[best] ?? run) ? index : best), -1)
  for (let index = last; index >= 0; index = runs[index]?.before ?? -1) kept.add(index)
  return fixes.filter((_, index) => !kept.has(index)).map(({ profile }) => profile)
}

function isBetter(a: Run, b: Run): boolean {
  return a.fixes > b.fixes || (a.fixes === b.fixes && a.metres < b.metres)
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
