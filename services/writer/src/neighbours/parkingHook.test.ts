import { expect, it } from 'vitest'
import { parkingHook } from './parkingHook.ts'

/** Every 10 dbar to 1200 dbar, clear water, and particles on the sensor at the deepest two levels. */
const pressure = Array.from({ length: 121 }, (_, level) => 10 * level)
const clear = pressure.map((p) => 0.0003 + 0.001 * Math.exp(-p / 100))
const hooked = clear.map((value, level) => (level >= 119 ? value + 0.0003 : value))

it('fails where the profile begins within 100 dbar of the parking pressure', () => {
  expect(parkingHook(pressure, hooked, 1200)).toEqual([119, 120])
  expect(parkingHook(pressure, hooked, 1299)).toEqual([119, 120])
  expect(parkingHook(pressure, hooked, 1300)).toEqual([])
})

it('may be 0.0002 above the values higher up', () => {
  const small = clear.map((value, level) => (level >= 119 ? value + 0.00019 : value))
  expect(parkingHook(pressure, small, 1200)).toEqual([])
})

it('is not looked for where levels are more than 20 dbar apart, nor in one level or none', () => {
  const coarse = [...pressure.slice(0, 119), 1205]
  expect(
    parkingHook(
      coarse,
      coarse.map((p) => (p > 1190 ? 0.0006 : 0.0003)),
      1200,
    ),
  ).toEqual([])
  expect(parkingHook([1200], [0.1], 1200)).toEqual([])
  expect(parkingHook([], [], 1200)).toEqual([])
})

it('passes over levels that lack pressure or value', () => {
  const gaps = hooked.map((value, level) => (level % 2 === 0 ? value : null))
  expect(parkingHook(pressure, gaps, 1200)).toEqual([120])
})
