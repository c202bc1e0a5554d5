import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, floats, marksOf } from '../../test/support/marks.ts'
import { mediterranean, mediterraneanRanges, redSea, redSeaRanges } from '../thresholds.ts'
import { inRegion, regionalRange } from './regionalRange.ts'

describe('the regions', () => {
  it.each([
    ['the middle of the Red Sea', 20, 38, true, false],
    ['the Gulf of Aden', 12, 48, false, false],
    ['the south-eastern corner of a box', 12.55, 43, true, false],
    ['just south of it', 12.54, 43, false, false],
    ['the Levant', 34, 33, false, true],
    ['Gibraltar, inside', 36, -5.4, false, true],
    ['Gibraltar, outside', 36, -5.41, false, false],
    ['the Black Sea', 43, 34, false, false],
    ['the box that both have', 30, 33, true, true],
    ['nowhere', null, 33, false, false],
  ])('%s', (_where, latitude, longitude, isRedSea, isMediterranean) => {
    expect(inRegion(latitude, longitude, redSea)).toBe(isRedSea)
    expect(inRegion(latitude, longitude, mediterranean)).toBe(isMediterranean)
  })
})

describe('the range', () => {
  it.each([
    ['Red Sea', redSeaRanges, 'TEMP', 21, 20.999, 40, 40.001],
    ['Red Sea', redSeaRanges, 'PSAL', 2, 1.999, 41, 41.001],
    ['Mediterranean', mediterraneanRanges, 'TEMP', 10, 9.999, 40, 40.001],
    ['Mediterranean', mediterraneanRanges, 'TEMP_DOXY', 10, 9.999, 40, 40.001],
    ['Mediterranean', mediterraneanRanges, 'PSAL', 2, 1.999, 40, 40.001],
  ])('%s: %s may be what it may', (_sea, ranges, parameter, least, below, most, above) => {
    const marks = marksOf(5)
    regionalRange(floats(least, below, most, above, Number.NaN), 5, ranges[parameter], marks)
    expect(failedLevels(marks, testBit.regionalRange)).toEqual([1, 3])
  })
})
