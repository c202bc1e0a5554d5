import { expect, it } from 'vitest'
import { impossibleLocation } from './impossibleLocation.ts'

it.each([
  [90, 180, false],
  [-90, -180, false],
  [90.001, 0, true],
  [-90.001, 0, true],
  [0, 180.001, true],
  [0, -180.001, true],
  [null, 500, false],
  [500, null, false],
  [null, null, false],
])('latitude %s, longitude %s', (latitude, longitude, isImpossible) => {
  expect(impossibleLocation(latitude, longitude)).toBe(isImpossible)
})
