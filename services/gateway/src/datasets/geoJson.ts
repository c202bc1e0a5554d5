import type { BoundingBox } from '@floatchat/contracts/generated/records'
import { z } from 'zod'

const ring = z.array(z.array(z.number()))

/** A bounding box as GeoJSON (RFC 7946). */
export const geoJson = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), bbox: z.array(z.number()), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), bbox: z.array(z.number()), coordinates: z.array(z.array(ring)) }),
  ])
  .meta({
    id: 'BoundingBox',
    description: 'bbox is west, south, east, north; west is greater than east across the antimeridian.',
  })

/** A box across the antimeridian is cut there, as section 3.1.9 of RFC 7946 asks. */
export function toGeoJson({ west, south, east, north }: BoundingBox): z.output<typeof geoJson> {
  const box = (from: number, to: number) => [
    [
      [from, south],
      [to, south],
      [to, north],
      [from, north],
      [from, south],
    ],
  ]
  const bbox = [west, south, east, north]
  if (west <= east) return { type: 'Polygon', bbox, coordinates: box(west, east) }
  return { type: 'MultiPolygon', bbox, coordinates: [box(west, 180), box(-180, east)] }
}
