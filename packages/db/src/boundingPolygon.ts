import type { BoundingBox } from '@floatchat/contracts/generated/records'

/** So far a side is moved outwards: a box around one point, or along a line, must still have an area. About 10 cm. */
const padding = 1e-6
/** Longest stretch of an edge, degrees. */
const step = 1

/**
 * The box as WKT of a polygon for a `geography` column: it holds every place in the box, is valid, and
 * its extent is that of the box to within a thousandth of a degree.
 *
 * Three things are in the way. An edge of a geography is a great circle and bulges towards the pole, so
 * that it would cut off places on the side of the box that is nearer the equator: edges get a corner
 * every degree, and that side is moved by what is left of the bulge. An edge may not be half the
 * globe long. And PostGIS keeps longitudes between -180 and 180, where as a plane figure a ring across
 * the antimeridian would run back over itself: there the corners lie ever so little further outwards the
 * closer they are to the antimeridian, so that it does not.
 */
export function boundingPolygon(box: BoundingBox): string {
  const padded = pad(box)
  const crosses = padded.west > padded.east
  const width = crosses ? padded.east + 360 - padded.west : padded.east - padded.west
  const bulge = greatCircleBulge(width)
  // A side at the equator, or poleward of it, is only pushed outwards by its bulge.
  const south = padded.south > 0 ? Math.max(padded.south - bulge, -90) : padded.south
  const north = padded.north < 0 ? Math.min(padded.north + bulge, 90) : padded.north

  const along = longitudes(padded.west, width)
  const outwards = along.map((_, index) => (crosses ? outwardsBy(along, index) : 0))
  const up = latitudes(south, north)
  const corners = [
    ...edge(along, outwards, south, -1),
    ...up.map((latitude) => corner(padded.east, latitude)),
    ...edge(along, outwards, north, 1).reverse(),
    ...up.map((latitude) => corner(padded.west, latitude)).reverse(),
  ]
  return `POLYGON((${[...corners, corners[0]].join(', ')}))`
}

/** The southern (-1) or northern (1) edge from west to east. All of a pole is one place: there two corners do. */
function edge(along: readonly number[], outwards: readonly number[], latitude: number, side: -1 | 1): string[] {
  const furthest = latitude + side * Math.max(...outwards)
  if (Math.abs(furthest) >= 90) return [corner(along[0] ?? 0, side * 90), corner(along.at(-1) ?? 0, side * 90)]
  return along.map((longitude, index) => corner(longitude, latitude + side * (outwards[index] ?? 0)))
}

function pad({ west, south, east, north }: BoundingBox): BoundingBox {
  // Meridians meet at the poles: the same way on the ground is more and more degrees.
  const closestToPole = Math.max(Math.abs(south), Math.abs(north))
  const sideways = Math.min(1, padding / Math.cos((Math.min(closestToPole, 90) * Math.PI) / 180))
  const around = (east >= west ? east - west : east + 360 - west) + 2 * sideways >= 360
  return {
    west: around ? -180 : wrap(west - sideways),
    east: around ? 180 : wrap(east + sideways),
    south: Math.max(-90, south - padding),
    north: Math.min(90, north + padding),
  }
}

/** How far, at most, the great circle between two corners leaves the parallel that both lie on, degrees. */
function greatCircleBulge(width: number): number {
  const stretch = (Math.min(width, step) * Math.PI) / 180
  // (stretch² / 8) sin φ cos φ, greatest at 45 degrees; then a little for rounding.
  return ((stretch * stretch) / 16) * (180 / Math.PI) * 1.01
}

/** From west to east, the last being the eastern side, each in -180 to 180. */
function longitudes(west: number, width: number): number[] {
  const count = Math.max(1, Math.ceil(width / step))
  return Array.from({ length: count + 1 }, (_, index) => wrap(west + (width * index) / count))
}

/** Corners within a side, so that no edge of it is half the globe long. */
function latitudes(south: number, north: number): number[] {
  const count = Math.ceil((north - south) / 60)
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => south + ((north - south) * (index + 1)) / count)
}

/** Greater the closer a corner is, counted in corners, to where the longitudes jump. */
function outwardsBy(along: readonly number[], index: number): number {
  const jump = along.findIndex((longitude, position) => position > 0 && longitude < (along[position - 1] ?? 0))
  const toJump = index < jump ? jump - 1 - index : index - jump
  return (along.length - toJump) * padding
}

function corner(longitude: number, latitude: number): string {
  return `${round(longitude)} ${round(latitude)}`
}

function wrap(longitude: number): number {
  if (longitude > 180) return longitude - 360
  return longitude < -180 ? longitude + 360 : longitude
}

function round(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9
}
