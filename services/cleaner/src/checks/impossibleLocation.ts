import { latitudeRange, longitudeRange } from '../thresholds.ts'

/** Test 3: the position is on the globe. Degrees; a position without latitude or longitude is missing, not impossible. */
export function impossibleLocation(latitude: number | null, longitude: number | null): boolean {
  if (latitude === null || longitude === null) return false
  return (
    latitude < latitudeRange.min ||
    latitude > latitudeRange.max ||
    longitude < longitudeRange.min ||
    longitude > longitudeRange.max
  )
}
