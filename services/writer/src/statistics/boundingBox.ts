import type { BoundingBox } from '@floatchat/contracts/generated/records'

/** A place on the globe, degrees. */
export interface Place {
  readonly longitude: number
  readonly latitude: number
}

/**
 * The smallest box around the places. Longitudes lie on a circle: the box leaves out its widest stretch
 * without a place, so that floats on both sides of the antimeridian share a narrow box across it
 * (`west` is then greater than `east`) and not one around the world.
 *
 * @returns null where there is no place.
 */
export function boundingBox(places: Iterable<Place>): BoundingBox | null {
  const longitudes: number[] = []
  let south = Number.POSITIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (const { longitude, latitude } of places) {
    // One meridian has one name.
    longitudes.push(longitude === 180 ? -180 : longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  if (longitudes.length === 0) return null
  const around = Float64Array.from(longitudes).sort()
  const first = around[0] as number // There is at least one.
  const last = around[around.length - 1] as number
  // The stretch across the antimeridian, then those between neighbours; the first of equal ones counts.
  let widest = first + 360 - last
  let west = first
  let east = last
  for (let index = 1; index < around.length; index += 1) {
    const from = around[index - 1] as number
    const to = around[index] as number
    if (to - from > widest) {
      widest = to - from
      west = to
      east = from
    }
  }
  return { west, south, east: east === -180 && west > east ? 180 : east, north }
}
