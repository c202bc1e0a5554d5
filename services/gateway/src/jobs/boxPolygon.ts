import type { BoundingBox } from '@floatchat/contracts/generated/records'

// An edge of a geography is a great circle: with a corner every degree it leaves its parallel by less than 0.005°.
const step = 1
const margin = 0.005

/** The box as WKT of a polygon for a geography column, with a margin, so that it holds every place in the box. */
export function boxPolygon(box: BoundingBox): string {
  const width = box.west > box.east ? box.east + 360 - box.west : box.east - box.west
  const [west, span] = width + 2 * margin >= 360 ? [-180, 360] : [box.west - margin, width + 2 * margin]
  const south = Math.max(-90, box.south - margin)
  const north = Math.min(90, box.north + margin)
  const count = Math.ceil(span / step)
  const along = Array.from({ length: count + 1 }, (_, index) => west + (span * index) / count)
  // Sides of at most 60 degrees: an edge must not be half the globe long.
  const rises = Math.max(1, Math.ceil((north - south) / 60))
  const up = Array.from({ length: rises - 1 }, (_, index) => south + ((north - south) * (index + 1)) / rises)
  const corners = [
    ...along.map((longitude) => corner(longitude, south)),
    ...up.map((latitude) => corner(west + span, latitude)),
    ...along.toReversed().map((longitude) => corner(longitude, north)),
    ...up.toReversed().map((latitude) => corner(west, latitude)),
  ]
  return `POLYGON((${[...corners, corners[0]].join(', ')}))`
}

function corner(longitude: number, latitude: number): string {
  const turned = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
  return `${Number(turned.toFixed(6))} ${Number(latitude.toFixed(6))}`
}
