import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { globalRanges } from '../thresholds.ts'
import { globalRange, pressureAboveSurface } from './globalRange.ts'

describe('the range', () => {
  it.each([
    ['TEMP', -2.5, -2.501, 40, 40.001],
    ['TEMP_DOXY', -2.5, -2.501, 40, 40.001],
    ['PSAL', 2, 1.999, 41, 41.001],
    ['DOXY', -5, -5.001, 600, 600.1],
    ['CHLA', -0.2, -0.2001, 100, 100.1],
    ['CHLA_FLUORESCENCE', -0.2, -0.2001, 100, 100.1],
    ['PH_IN_SITU_TOTAL', 7.3, 7.299, 8.5, 8.501],
    ['NITRATE', -2, -2.001, 50, 50.01],
    ['DOWN_IRRADIANCE380', -1, -1.001, 1.7, 1.7001],
    ['DOWN_IRRADIANCE412', -1, -1.001, 2.9, 2.9001],
    ['DOWN_IRRADIANCE443', -1, -1.001, 3.2, 3.2001],
    ['DOWN_IRRADIANCE490', -1, -1.001, 3.4, 3.4001],
    ['DOWN_IRRADIANCE665', -1, -1.001, 2.8, 2.8001],
    ['DOWNWELLING_PAR', -1, -1.001, 4672, 4672.1],
  ])('%s may be %f but not %f, and %f but not %f', (parameter, least, below, most, above) => {
    const marks = marksOf(5)
    globalRange(floats(least, below, most, above, Number.NaN), 5, globalRanges[parameter], marks)
    expect(failedLevels(marks, testBit.globalRange)).toEqual([1, 3])
    expect(flagsOf(marks)).toEqual([0, 4, 0, 4, 0])
  })
})

describe('pressure above the surface', () => {
  const pressure = floats(-2.3, -2.4, -2.5, -5, -5.1, Number.NaN)

  it('is probably bad from -2.4 dbar, bad below -5', () => {
    const marks = marksOf(6)
    pressureAboveSurface(pressure, pressure, 6, marks)
    expect(flagsOf(marks)).toEqual([0, 3, 3, 3, 4, 0])
    expect(failedLevels(marks, testBit.globalRange)).toEqual([1, 2, 3, 4])
  })

  it('tells against the values of the level that are there', () => {
    const marks = marksOf(6)
    pressureAboveSurface(pressure, floats(10, Number.NaN, 10, 10, 10, 10), 6, marks)
    expect(flagsOf(marks)).toEqual([0, 0, 3, 3, 4, 0])
  })
})
