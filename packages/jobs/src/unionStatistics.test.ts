import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unionBoxes } from './unionStatistics.ts'

const box = (west: number, east: number) => ({ west, south: -10, east, north: 10 })

test.each([
  ['side by side', [box(10, 20), box(30, 40)], box(10, 40)],
  ['across the antimeridian', [box(170, 175), box(-178, -170)], box(170, -170)],
  ['one already across', [box(170, -170), box(160, 165)], box(160, -170)],
  ['one within another', [box(0, 50), box(10, 20)], box(0, 50)],
  ['a point', [box(5, 5)], box(5, 5)],
  ['all around', [box(-180, 0), box(0, 180)], box(-180, 180)],
])('%s', (_, boxes, expected) => {
  expect(unionBoxes(boxes)).toEqual(expected)
})

const longitude = fc.integer({ min: -180, max: 179 })
const contains = (outer: { west: number; east: number }, at: number) =>
  outer.west <= outer.east ? at >= outer.west && at <= outer.east : at >= outer.west || at <= outer.east

test('whatever the boxes, each side of each lies within the union, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(longitude, longitude), { minLength: 1, maxLength: 6 }), (sides) => {
      const boxes = sides.map(([west, east]) => box(west, east))
      const union = unionBoxes(boxes)
      expect(unionBoxes(boxes.toReversed())).toEqual(union)
      for (const { west, east } of boxes) {
        expect(union !== null && contains(union, west) && contains(union, east)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})
