import fc from 'fast-check'
import { expect, test } from 'vitest'
import { regionName } from './regionName.ts'

test.each([
  ['Arabian Sea', 60, 10, 66, 16],
  ['Mediterranean Sea', 3, 36, 9, 43],
  ['North Atlantic', -50, 20, -30, 45],
  ['South Atlantic', -30, -40, 10, -20],
  ['Atlantic Ocean', -30, -10, -20, 10],
  ['North Pacific', 170, 10, -160, 40],
  ['South Pacific', -150, -50, -120, -20],
  ['Pacific Ocean', 170, -10, -150, 10],
  ['Indian Ocean', 60, -40, 90, -10],
  ['Southern Ocean', -180, -70, 180, -60],
  ['Arctic Ocean', 150, 75, -150, 80],
  ['Bering Sea', 175, 55, -170, 60],
  [null, -40, 0, 80, 30],
  [null, -180, -90, 180, 90],
])('%s', (name, west, south, east, north) => {
  expect(regionName({ west, south, east, north })).toBe(name)
})

test('a box within a named box has a name too', () => {
  const degrees = fc.integer({ min: 0, max: 8 })
  fc.assert(
    fc.property(degrees, degrees, degrees, degrees, (a, b, c, d) => {
      const box = { west: 166 + a * 2, east: -176 + b * 2, south: 10 + c, north: 20 + d }
      expect(regionName(box)).toBe('North Pacific')
    }),
  )
})

test('without a position there is no region', () => {
  expect(regionName(null)).toBeNull()
})
