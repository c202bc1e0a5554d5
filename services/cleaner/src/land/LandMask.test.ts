import { expect, test } from 'vitest'
import { LandMask } from './LandMask.ts'

const mask = await LandMask.load()

test.each([
  ['Paris', 48.85, 2.35],
  ['the Sahara', 23, 10],
  ['Kansas', 38.5, -98],
  ['inner Australia', -25, 134],
  ['Chukotka, beyond the antimeridian', 67, -176],
  ['the South Pole', -90, 0],
])('%s is land', (_, latitude, longitude) => {
  expect(mask.isLand(latitude, longitude)).toBe(true)
})

test.each([
  ['the North Atlantic', 45, -30],
  ['the Mediterranean', 38, 18],
  ['the Red Sea', 20, 38.5],
  ['the Black Sea', 43, 34],
  ['the Caspian Sea', 40, 51],
  ['the Baltic', 58, 20],
  ['the Pacific at the antimeridian', 0, 180],
  ['the North Pole', 90, 0],
  ['the Strait of Gibraltar', 35.95, -5.6],
  ['a coast, which is not certain', 43.3, 5.37],
])('%s is not', (_, latitude, longitude) => {
  expect(mask.isLand(latitude, longitude)).toBe(false)
})

test('what is no place is not land', () => {
  expect([mask.isLand(null, 2), mask.isLand(48, null), mask.isLand(99, 2), mask.isLand(48, 720)]).not.toContain(true)
})
