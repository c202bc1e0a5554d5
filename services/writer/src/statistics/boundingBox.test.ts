import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundingBox, type Place } from './boundingBox.ts'

const at = (longitude: number, latitude = 0): Place => ({ longitude, latitude })

test('no place, no box', () => {
  expect(boundingBox([])).toBeNull()
})

test('one place is a box without extent', () => {
  expect(boundingBox([at(12, 34)])).toEqual({ west: 12, south: 34, east: 12, north: 34 })
})

test('places on both sides of the antimeridian share a narrow box', () => {
  expect(boundingBox([at(175, -1), at(-170, 2)])).toEqual({ west: 175, south: -1, east: -170, north: 2 })
})

test('180 and -180 are one meridian', () => {
  expect(boundingBox([at(180), at(-180)])).toMatchObject({ west: -180, east: -180 })
  expect(boundingBox([at(170), at(180)])).toMatchObject({ west: 170, east: 180 })
  expect(boundingBox([at(-170), at(180)])).toMatchObject({ west: -180, east: -170 })
})

const longitudes = fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 1, maxLength: 8 })
const width = (west: number, east: number) => (((east - west) % 360) + 360) % 360

test('the box holds every place, and turning the globe does not make it wider', () => {
  fc.assert(
    fc.property(longitudes, fc.integer({ min: 0, max: 359 }), (given, turn) => {
      const box = boundingBox(given.map((longitude) => at(longitude)))
      const turned = boundingBox(given.map((longitude) => at(((longitude + turn + 540) % 360) - 180)))
      if (box === null || turned === null) throw new Error('there is a place')
      const wide = width(box.west, box.east)
      for (const longitude of given) expect(width(box.west, longitude)).toBeLessThanOrEqual(wide)
      expect(width(turned.west, turned.east)).toBe(wide)
    }),
  )
})

test('the order of places does not matter', () => {
  fc.assert(
    fc.property(longitudes, (given) => {
      const places = given.map((longitude) => at(longitude))
      expect(boundingBox(places.toReversed())).toEqual(boundingBox(places))
    }),
  )
})
