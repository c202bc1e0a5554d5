import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { potentialTemperature, salinityAt, sigma0 } from './seaWater.ts'

// The check values are on IPTS-68.
const its90 = (temperature: number) => temperature / 1.00024

describe('the check values of UNESCO 44', () => {
  it.each([
    [0, 0, -0.157406],
    [0, 30, -4.34886626],
    [35, 0, 28.10633141],
    [35, 30, 21.72863949],
    [35, 5, 27.67546593],
  ])('density at the surface of %f at %f degrees', (salinity, temperature, expected) => {
    expect(sigma0(salinity, its90(temperature))).toBeCloseTo(expected, 5)
  })

  it.each([
    [40, 40, 10_000, 36.89073],
    [25, 10, 5000, 9.35306331],
    [35, 30, 10_000, 27.38506197],
  ])('potential temperature of %f at %f degrees and %f dbar', (salinity, temperature, pressure, expected) => {
    expect(potentialTemperature(salinity, its90(temperature), pressure) * 1.00024).toBeCloseTo(expected, 5)
  })
})

it('finds the salinity of a density', () => {
  const salinity = fc.double({ min: 2, max: 41, noNaN: true })
  fc.assert(
    fc.property(salinity, fc.double({ min: -2, max: 35, noNaN: true }), (salinity, potential) => {
      expect(salinityAt(sigma0(salinity, potential), potential, 0, 42)).toBeCloseTo(salinity, 6)
    }),
  )
  expect(salinityAt(50, 10, 0, 42)).toBeNaN()
  expect(salinityAt(-20, 10, 0, 42)).toBeNaN()
})
