import { type GeoPermissibleObjects, type GeoProjection, geoDistance, geoOrthographic, geoPath } from 'd3-geo'
import type { Profile } from '../api/generated/openApi.ts'
import type { Palette } from '../plots/palette.ts'
import type { Surface } from '../plots/Surface.ts'
import { drawGraticuleNames, graticuleOf } from './graticule.ts'
import { horizonOf, type MapView, type Place } from './MapView.ts'

/** A profile that has a place. */
export interface PlacedProfile {
  readonly profile: Profile
  readonly place: Place
}

/** The profiles with a usable position. */
export function placedProfiles(profiles: readonly Profile[]): PlacedProfile[] {
  return profiles.flatMap((profile) => {
    const { longitude, latitude, position_invalid } = profile
    return longitude === null || latitude === null || position_invalid
      ? []
      : [{ profile, place: [longitude, latitude] as const }]
  })
}

/** Each float's places in the order of time, one for each cycle. */
export function tracksOf(placed: readonly PlacedProfile[]): Map<string, Place[]> {
  const tracks = new Map<string, Place[]>()
  const inTime = placed.toSorted((a, b) => (a.profile.timestamp ?? '').localeCompare(b.profile.timestamp ?? ''))
  for (const { profile, place } of inTime) {
    const track = tracks.get(profile.platform_number) ?? []
    tracks.set(profile.platform_number, track)
    const last = track.at(-1)
    if (last === undefined || last[0] !== place[0] || last[1] !== place[1]) track.push(place)
  }
  return tracks
}

export interface MapPicture {
  readonly view: MapView
  readonly projection: GeoProjection
  readonly land: GeoPermissibleObjects | undefined
  /** For the small globe of a regional view, which says where on Earth it is. */
  readonly coarseLand: GeoPermissibleObjects | undefined
  readonly placed: readonly PlacedProfile[]
  readonly floatColours: ReadonlyMap<string, string>
  readonly colourOf: (profile: Profile) => string
  readonly picked: ReadonlyMap<number, string>
}

/** Sea, land, tracks and positions. */
export function drawMap(surface: Surface, picture: MapPicture, palette: Palette): void {
  const { projection, land, placed, floatColours } = picture
  const path = geoPath(projection).digits(1)
  surface.path(path({ type: 'Sphere' }) ?? '', { fill: palette.sea })
  const graticule = graticuleOf(picture.view, projection)
  surface.path(path(graticule.lines) ?? '', { stroke: palette.graticule, width: 0.7 })
  if (land !== undefined) surface.path(path(land) ?? '', { fill: palette.land, stroke: palette.coast, width: 0.6 })
  surface.path(path({ type: 'Sphere' }) ?? '', { stroke: palette.frame, width: 1 })
  for (const [float, track] of tracksOf(placed)) {
    const line = path({ type: 'LineString', coordinates: track.map((place) => [...place]) }) ?? ''
    surface.path(line, { stroke: floatColours.get(float) ?? palette.ink, width: 1.2, opacity: 0.65 })
  }
  drawGraticuleNames(surface, graticule, picture.view, projection, palette)
  drawPositions(surface, picture, palette)
  drawEnds(surface, picture, palette)
}

const endsAtMost = 20

/** Where each track begins and ends, in words, where there are few. */
function drawEnds(surface: Surface, { placed, projection, view }: MapPicture, palette: Palette): void {
  const tracks = tracksOf(placed)
  if (tracks.size > endsAtMost) return
  const [turn, tilt] = projection.rotate()
  const horizon = (horizonOf(view.kind) * Math.PI) / 180
  const seen = (place: Place) => {
    const isSeen = view.kind === 'world' || geoDistance([-turn, -tilt], [...place]) < horizon
    return isSeen ? projection([...place]) : null
  }
  const mark = ([x, y]: readonly [number, number], text: string): void => {
    surface.marks([x], [y], 1, { shape: 'ring', size: 7, colour: palette.ink })
    surface.text(x + 9, y + 4, text, { fill: palette.ink, size: 11, halo: palette.sea })
  }
  for (const track of tracks.values()) {
    const [first, last] = [track[0], track.at(-1)]
    if (first === undefined || last === undefined || track.length < 2) continue
    const [start, end] = [seen(first), seen(last)]
    // Two words over each other are none.
    if (start !== null && end !== null && Math.hypot(start[0] - end[0], start[1] - end[1]) < 24) {
      mark(end, 'start and end')
      continue
    }
    if (start !== null) mark(start, 'start')
    if (end !== null) mark(end, 'end')
  }
}

/** Where on Earth a region is, in the corner. */
export function drawInset(surface: Surface, { view, coarseLand }: MapPicture, height: number, palette: Palette): void {
  const radius = 44
  const [x, y] = [radius + 8, height - radius - 8]
  const [longitude, latitude] = view.centre
  const projection = geoOrthographic().rotate([-longitude, -latitude]).translate([x, y]).scale(radius).clipAngle(90)
  const path = geoPath(projection).digits(1)
  surface.path(path({ type: 'Sphere' }) ?? '', { fill: palette.sea })
  if (coarseLand !== undefined)
    surface.path(path(coarseLand) ?? '', { fill: palette.land, stroke: palette.coast, width: 0.4 })
  surface.path(path({ type: 'Sphere' }) ?? '', { stroke: palette.frame, width: 1.5 })
  surface.marks([x], [y], 1, { shape: 'ring', size: 4, colour: palette.flagged })
}

function drawPositions(surface: Surface, picture: MapPicture, palette: Palette): void {
  const { placed, picked, colourOf } = picture
  const { xs, ys } = pixelsOf(picture)
  const byColour = new Map<string, [number[], number[]]>()
  for (const [index, { profile }] of placed.entries()) {
    const colour = colourOf(profile)
    const [cx, cy] = byColour.get(colour) ?? [[], []]
    byColour.set(colour, [cx, cy])
    cx.push(xs[index] as number)
    cy.push(ys[index] as number)
  }
  const size = placed.length > 2000 ? 1.6 : placed.length > 300 ? 2.4 : 3.2
  for (const [colour, [cx, cy]] of byColour) {
    surface.marks(cx, cy, cx.length, { shape: 'circle', size: size + 1, colour: palette.sea })
    surface.marks(cx, cy, cx.length, { shape: 'circle', size, colour })
  }
  for (const [index, { profile }] of placed.entries()) {
    const colour = picked.get(profile.profile_id)
    if (colour === undefined) continue
    const [x, y] = [[xs[index] as number], [ys[index] as number]]
    surface.marks(x, y, 1, { shape: 'circle', size: 8, colour: palette.ground })
    surface.marks(x, y, 1, { shape: 'circle', size: 6, colour })
    surface.marks(x, y, 1, { shape: 'ring', size: 8, colour: palette.hover })
  }
}

/** Where each profile is in the picture; not a number where it is out of sight. */
export function pixelsOf({ view, projection, placed }: MapPicture): { xs: Float32Array; ys: Float32Array } {
  const horizon = (horizonOf(view.kind) * Math.PI) / 180
  const [turn, tilt] = projection.rotate()
  const centre: [number, number] = [-turn, -tilt]
  const xs = new Float32Array(placed.length)
  const ys = new Float32Array(placed.length)
  for (const [index, { place }] of placed.entries()) {
    const point: [number, number] = [place[0], place[1]]
    const pixel = view.kind !== 'world' && geoDistance(centre, point) > horizon ? null : projection(point)
    xs[index] = pixel?.[0] ?? Number.NaN
    ys[index] = pixel?.[1] ?? Number.NaN
  }
  return { xs, ys }
}

/** The profile nearest to a pixel, if one is near. */
export function hitMap(picture: MapPicture, atX: number, atY: number, within = 12): PlacedProfile | undefined {
  const { xs, ys } = pixelsOf(picture)
  let least = within * within
  let hit: PlacedProfile | undefined
  for (const [index, placed] of picture.placed.entries()) {
    const distance = ((xs[index] as number) - atX) ** 2 + ((ys[index] as number) - atY) ** 2
    if (distance >= least) continue
    least = distance
    hit = placed
  }
  return hit
}
