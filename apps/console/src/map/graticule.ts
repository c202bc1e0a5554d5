import { type GeoPermissibleObjects, type GeoProjection, geoDistance, geoGraticule } from 'd3-geo'
import type { Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import { horizonOf, type MapView, wrap } from './MapView.ts'

interface Graticule {
  readonly lines: GeoPermissibleObjects
  /** Degrees of the parallels, and of the meridians, that are in sight at most. */
  readonly latitudes: readonly number[]
  readonly longitudes: readonly number[]
  /** Digits behind the point that tell two neighbours apart. */
  readonly digits: number
}

const radians = Math.PI / 180
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10]
/** Between two lines, pixels at least: room for a name, and a view of a few hundred pixels has two of each. */
const apart = 60
/** From the middle of a view to its farthest corner, pixels at most. */
const farthest = 1_600
/** Meridians end here, from afar and from near: at a pole they meet, and their names with them. */
const mostLatitude = { afar: 80, near: 88 }

/** The lines whose degrees are round numbers, so close together that a view of any zoom has some. */
export function graticuleOf({ centre }: MapView, projection: GeoProjection): Graticule {
  const perDegree = projection.scale() * radians
  const slow = Math.max(0.02, Math.cos(centre[1] * radians))
  const [high, wide] = [stepOf(perDegree), stepOf(perDegree * slow)]
  const most = high < 10 ? mostLatitude.near : mostLatitude.afar
  const latitudes = multiples(high, centre[1], farthest / perDegree).filter((one) => Math.abs(one) <= most)
  const longitudes = multiples(wide, centre[0], Math.min(180, farthest / perDegree / slow))
  const [south, north] = [latitudes.at(0) ?? -most, latitudes.at(-1) ?? most]
  const [west, east] = [longitudes.at(0) ?? -180, longitudes.at(-1) ?? 180]
  const lines = geoGraticule()
    .step([wide, high])
    .extent([
      [west - 1e-6, south - 1e-6],
      [east + 1e-6, north + 1e-6],
    ])
    .precision(Math.min(2.5, high))
  return { lines: lines(), latitudes, longitudes, digits: Math.min(high, wide) < 1 ? 1 : 0 }
}

/** Writes the degrees along the meridian and the parallel that are nearest to the middle. */
export function drawGraticuleNames(
  surface: Surface,
  { latitudes, longitudes, digits }: Graticule,
  view: MapView,
  projection: GeoProjection,
  palette: Palette,
): void {
  const horizon = horizonOf(view.kind) * radians
  const named: (readonly [number, number])[] = []
  const name = (place: [number, number], text: string): void => {
    const at = geoDistance([...view.centre], place) < horizon ? projection(place) : null
    // Names over each other are none: far out, the degrees lie close together.
    if (at === null || named.some(([x, y]) => Math.abs(at[0] - x) < 38 && Math.abs(at[1] - y) < 12)) return
    named.push(at)
    surface.text(at[0] + 3, at[1] - 3, text, { fill: palette.muted, size: 10, halo: palette.sea })
  }
  const degrees = (one: number, negative: string, positive: string) =>
    one === 0 || one === -180
      ? `${Math.abs(one)}°`
      : `${Math.abs(one).toFixed(digits)}° ${one < 0 ? negative : positive}`
  const [meridian, parallel] = [nearest(longitudes, view.centre[0]), nearest(latitudes, view.centre[1])]
  for (const latitude of latitudes) name([meridian, latitude], degrees(latitude, 'S', 'N'))
  for (const longitude of longitudes) name([longitude, parallel], degrees(wrap(longitude), 'W', 'E'))
}

function stepOf(perDegree: number): number {
  return steps.find((step) => step * perDegree >= apart) ?? 10
}

/** The multiples of a step around a middle, in order; not beyond what goes once around the Earth. */
function multiples(step: number, middle: number, reach: number): number[] {
  const [from, to] = [Math.ceil((middle - reach) / step), Math.floor((middle + reach) / step)]
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) =>
    Number(((from + index) * step).toFixed(1)),
  )
  return (all.at(-1) ?? 0) - (all[0] ?? 0) >= 360 ? all.slice(0, -1) : all
}

function nearest(all: readonly number[], wanted: number): number {
  return all.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best), all[0] ?? 0)
}
