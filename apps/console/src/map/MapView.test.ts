import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centreOf, type Place, projectionOf, reachOf, viewOf, wrap } from './MapView.ts'

const at = (place: Place) => [...place] as [number, number]

describe('a regional view', () => {
  it('shows all places, wherever on Earth they are', () => {
    const longitude = fc.double({ min: -180, max: 180, noNaN: true })
    const latitude = fc.double({ min: -90, max: 90, noNaN: true })
    const step = fc.double({ min: -5, max: 5, noNaN: true })
    fc.assert(
      fc.property(
        longitude,
        latitude,
        fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 20 }),
        (longitude, latitude, steps) => {
          const places = steps.map(
            ([east, north]): Place => [wrap(longitude + east), Math.max(-90, Math.min(90, latitude + north))],
          )
          const view = viewOf('region', places)
          const projection = projectionOf(view, reachOf(view.centre, places), 400, 300)
          for (const place of places) {
            const [x, y] = projection(at(place)) ?? [Number.NaN, Number.NaN]
            expect(x).toBeGreaterThan(0)
            expect(x).toBeLessThan(400)
            expect(y).toBeGreaterThan(0)
            expect(y).toBeLessThan(300)
          }
        },
      ),
    )
  })

  it('keeps a track across the antimeridian together', () => {
    const places: Place[] = [
      [179.5, -10],
      [-179.5, -10],
    ]
    const view = viewOf('region', places)
    expect(Math.abs(view.centre[0])).toBeCloseTo(180, 5)
    const projection = projectionOf(view, reachOf(view.centre, places), 400, 300)
    const [a, b] = places.map((place) => projection(at(place)) ?? [0, 0])
    expect(Math.abs((a?.[0] ?? 0) - (b?.[0] ?? 0))).toBeLessThan(60)
  })

  it('keeps a track over the pole together', () => {
    const places: Place[] = [
      [0, 88],
      [180, 88],
      [90, 89],
    ]
    expect(centreOf(places)[1]).toBeGreaterThan(88.5)
  })
})

it('turns the world so that the places are in the middle', () => {
  const view = viewOf('world', [
    [170, 10],
    [-170, 10],
  ])
  const [x] = projectionOf(view, 90, 400, 200)([180, 0]) ?? [0]
  expect(x).toBeCloseTo(200, 0)
})

it('has a view where there is no place', () => {
  expect(viewOf('region', []).centre).toEqual([-30, 0])
  expect(reachOf([0, 0], [])).toBe(4)
})

it.each([
  [190, -170],
  [-190, 170],
  [180, -180],
  [540, -180],
  [0, 0],
])('%d degrees are %d', (longitude, wrapped) => expect(wrap(longitude)).toBe(wrapped))
