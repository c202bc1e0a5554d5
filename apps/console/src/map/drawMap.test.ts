import { expect, it } from 'vitest'
import { lightPalette } from '../plots/palette.ts'
import { SvgSurface } from '../plots/SvgSurface.ts'
import { drawMap } from './drawMap.ts'
import { type MapKind, projectionOf, reachOf, viewOf } from './MapView.ts'

const degrees = /<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([\d.]+° ?[NSEW]?)</g

it.each<MapKind>(['region', 'world', 'globe', 'arctic', 'antarctic'])(
  'names degrees on a map of kind %s, and none over another',
  (kind) => {
    const view = viewOf(kind, [
      [60, -20],
      [150, 30],
    ])
    const surface = new SvgSurface(900, 400)
    const projection = projectionOf(view, 60, 900, 400)
    const picture = { view, projection, land: undefined, coarseLand: undefined, placed: [] }
    drawMap(surface, { ...picture, floatColours: new Map(), colourOf: () => 'red', picked: new Map() }, lightPalette)
    const names = [...surface.document('map').matchAll(degrees)].map(([, x, y]) => [Number(x), Number(y)] as const)
    expect(names.length).toBeGreaterThan(3)
    for (const [index, [x, y]] of names.entries())
      for (const [otherX, otherY] of names.slice(index + 1))
        expect(Math.abs(x - otherX) >= 37 || Math.abs(y - otherY) >= 11, `${x} ${y}, ${otherX} ${otherY}`).toBe(true)
  },
)

it.each([
  ['a place in the Mediterranean', [19.287, 35.095], 1],
  ['the same from near', [19.287, 35.095], 30],
  ['a place at the antimeridian', [179.9, -12], 1],
  ['a place near the pole', [140, 84], 1],
] as const)('names degrees of both kinds within the picture of %s', (_, place, zoom) => {
  const view = { ...viewOf('region', [place]), zoom }
  const surface = new SvgSurface(640, 400)
  const projection = projectionOf(view, reachOf(view.centre, [place]), 640, 400)
  const picture = { view, projection, land: undefined, coarseLand: undefined, placed: [] }
  drawMap(surface, { ...picture, floatColours: new Map(), colourOf: () => 'red', picked: new Map() }, lightPalette)
  const seen = [...surface.document('map').matchAll(degrees)].flatMap(([, x, y, text = '']) =>
    Number(x) > 0 && Number(x) < 640 && Number(y) > 0 && Number(y) < 400 ? [text] : [],
  )
  expect(seen.filter((text) => /[NS]$/.test(text)).length, seen.join(', ')).toBeGreaterThanOrEqual(2)
  expect(seen.filter((text) => /[EW]$/.test(text)).length, seen.join(', ')).toBeGreaterThanOrEqual(2)
  expect(seen.every((text) => Math.abs(Number.parseFloat(text)) <= 180)).toBe(true)
})
