import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adiabaticTemperatureGradient } from './adiabaticTemperatureGradient.ts'
import { density } from './density.ts'
import { potentialDensity } from './potentialDensity.ts'
import { potentialTemperature } from './potentialTemperature.ts'

// The check values of UNESCO technical papers in marine science 44 are on IPTS-68.
describe('the check values of UNESCO 44', () => {
  it.each([
    [0, 0, 0, 999.842594],
    [0, 30, 0, 995.65113374],
    [35, 0, 0, 1028.10633141],
    [35, 30, 0, 1021.72863949],
    [0, 0, 10_000, 1045.33710972],
    [0, 30, 10_000, 1036.03148891],
    [35, 0, 10_000, 1070.95838408],
    [35, 30, 10_000, 1060.55058771],
    [35, 5, 0, 1027.67546593],
    [35, 25, 10_000, 1062.53817322],
  ])('density of %f at %f degrees and %f dbar', (salinity, temperature, pressure, expected) => {
    expect(density(salinity, temperature, pressure)).toBeCloseTo(expected, 5)
  })

  it.each([
    [25, 0, 0, 1.6871e-5],
    [35, 40, 10_000, 3.2473388e-4],
    [35, 20, 5000, 2.210878e-4],
    [25, 10, 10_000, 2.0687417e-4],
  ])('adiabatic gradient of %f at %f degrees and %f dbar', (salinity, temperature, pressure, expected) => {
    expect(adiabaticTemperatureGradient(salinity, temperature, pressure)).toBeCloseTo(expected, 11)
  })

  it.each([
    [40, 40, 10_000, 0, 36.89073],
    [25, 10, 5000, 0, 9.35306331],
    [35, 30, 10_000, 0, 27.38506197],
  ])(
    'potential temperature of %f at %f degrees and %f dbar',
    (salinity, temperature, pressure, reference, expected) => {
      expect(potentialTemperature(salinity, temperature, pressure, reference)).toBeCloseTo(expected, 5)
    },
  )
})

it('equals the Python package seawater over the whole range of the ocean', () => {
  const file = new URL('../../test/oracle/densityCheckValues.json', import.meta.url)
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: [number, number, number, number, number][] }
  expect(rows.length).toBeGreaterThan(1000)
  let worst = 0
  for (const [salinity, temperature, pressure, reference, expected] of rows) {
    worst = Math.max(worst, Math.abs(potentialDensity(salinity, temperature, pressure, reference) - expected))
  }
  expect(worst).toBeLessThan(1e-7)
})

it('keeps the density of water that is at its reference pressure', () => {
  expect(potentialDensity(35, 10 / 1.00024, 2000, 2000)).toBeCloseTo(density(35, 10, 2000), 10)
})
