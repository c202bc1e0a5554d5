import { testBit } from '@floatchat/contracts/qualityTests'
import { expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { physicalBounds as bounds } from '../thresholds.ts'
import { physicalBounds } from './physicalBounds.ts'

const outside = (parameter: string, ...values: number[]) => {
  const marks = marksOf(values.length)
  physicalBounds(floats(...values), values.length, bounds[parameter], marks)
  return failedLevels(marks, testBit.physicalBounds)
}

it.each([
  ['TEMP', -2.5, -2.501, 40, 40.001],
  ['PSAL', 0, -0.001, 42, 42.001],
  ['PRES', 0, -0.1, 12_000, 12_000.1],
  ['DOXY', 0, -0.001, 600, 600.1],
  ['CHLA', 0, -0.001, 100, 100.1],
  ['NITRATE', 0, -0.001, 50, 50.01],
  ['PH_IN_SITU_TOTAL', 7, 6.999, 8.5, 8.501],
])('%s may be %f but not %f, and %f but not %f', (parameter, least, below, most, above) => {
  expect(outside(parameter, least, below, most, above)).toEqual([1, 3])
})

it('a missing value is not outside', () => {
  expect(outside('TEMP', Number.NaN)).toEqual([])
})

it('is no test of Argo and leaves the working flag to those', () => {
  const marks = marksOf(1)
  physicalBounds(floats(-0.1), 1, bounds.PRES, marks)
  expect(flagsOf(marks)).toEqual([0])
})
