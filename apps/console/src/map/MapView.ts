import {
  type GeoProjection,
  geoAzimuthalEqualArea,
  geoCentroid,
  geoDistance,
  geoNaturalEarth1,
  geoOrthographic,
} from 'd3-geo'

export type MapKind = 'region' | 'world' | 'globe' | 'arctic' | 'antarctic'

/** How the Earth is looked at. */
export interface MapView {
  readonly kind: MapKind
  /** Degrees: the place in the middle. */
  readonly centre: readonly [longitude: number, latitude: number]
  /** 1 shows all that the kind of view shows. */
  readonly zoom: number
}

export type Place = readonly [longitude: number, latitude: number]

const radians = Math.PI / 180

/**
 * The view of a kind in which all places are seen best. Turning the Earth, rather than cutting it at a fixed
 * meridian, keeps tracks across the antimeridian and over the poles whole.
 */
export function viewOf(kind: MapKind, places: readonly Place[]): MapView {
  if (kind === 'arctic') return { kind, centre: [0, 90], zoom: 1 }
  if (kind === 'antarctic') return { kind, centre: [0, -90], zoom: 1 }
  const centre = centreOf(places)
  if (kind === 'world') return { kind, centre: [centre[0], 0], zoom: 1 }
  return { kind, centre, zoom: 1 }
}

/** The middle of the places on the sphere; of none, the Atlantic. */
export function centreOf(places: readonly Place[]): [number, number] {
  if (places.length === 0) return [-30, 0]
  const [longitude, latitude] = geoCentroid({ type: 'MultiPoint', coordinates: places.map((place) => [...place]) })
  // Places all around the Earth have no middle.
  return Number.isFinite(longitude) && Number.isFinite(latitude) ? [longitude, latitude] : [0, 0]
}

/** Degrees from the middle to the furthest place; at least a few, so that there is a coast to go by. */
export function reachOf(centre: Place, places: readonly Place[]): number {
  const furthest = Math.max(0, ...places.map((place) => geoDistance([...centre], [...place]) / radians))
  return Math.min(90, Math.max(4, furthest * 1.25))
}

/** How far from the middle the kind of view shows anything, degrees. */
export const horizonOf = (kind: MapKind): number =>
  ({ region: 178, world: 180, globe: 90, arctic: 120, antarctic: 120 })[kind]

/** @param reach degrees from the middle that a regional view must show */
export function projectionOf(view: MapView, reach: number, width: number, height: number): GeoProjection {
  const [longitude, latitude] = view.centre
  const half = Math.min(width, height) / 2
  if (view.kind === 'world') {
    const projection = geoNaturalEarth1()
      .rotate([-longitude, 0])
      .fitExtent(
        [
          [8, 8],
          [width - 8, height - 8],
        ],
        { type: 'Sphere' },
      )
    const scale = projection.scale() * view.zoom
    // North and south are moved to, not turned to.
    return projection.scale(scale).translate([width / 2, height / 2 + latitude * radians * scale])
  }
  const azimuthal =
    view.kind === 'globe'
      ? geoOrthographic().clipAngle(90)
      : geoAzimuthalEqualArea().clipAngle(horizonOf(view.kind) - 0.01)
  const shown = view.kind === 'globe' ? 90 : view.kind === 'region' ? reach : 45
  // The distance from the middle at which a place of that many degrees is drawn, for a scale of 1.
  const radius = view.kind === 'globe' ? 1 : 2 * Math.sin((shown * radians) / 2)
  return azimuthal
    .rotate([-longitude, -latitude])
    .translate([width / 2, height / 2])
    .scale(((half - 10) / radius) * view.zoom)
}

/** The view after a drag. */
export function pan(view: MapView, projection: GeoProjection, dx: number, dy: number): MapView {
  const perPixel = 1 / (projection.scale() * radians)
  const [longitude, latitude] = view.centre
  const slow = Math.max(0.2, Math.cos(latitude * radians))
  const east =
    view.kind === 'arctic' || view.kind === 'antarctic'
      ? dx * perPixel
      : (dx * perPixel) / (view.kind === 'world' ? 1 : slow)
  const moved = Math.max(-90, Math.min(90, latitude + dy * perPixel))
  return { ...view, centre: [wrap(longitude - east), moved] }
}

export const zoomBy = (view: MapView, factor: number): MapView => ({
  ...view,
  zoom: Math.min(200, Math.max(0.5, view.zoom * factor)),
})

export const wrap = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180
