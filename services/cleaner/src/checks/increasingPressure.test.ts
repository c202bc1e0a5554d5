import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { increasingPressure } from './increasingPressure.ts'

const failed = (pressure: number[], isNearSurface = false) => {
  const marks = marksOf(pressure.length)
  increasingPressure(floats(...pressure), pressure.length, isNearSurface, marks)
  const levels = failedLevels(marks, testBit.increasingPressure)
  expect(levels).toEqual(flagsOf(marks).flatMap((flag, level) => (flag === 4 ? [level] : [])))
  return levels
}
const missing = Number.NaN

describe('from the middle', () => {
  it('downwards: 20 dbar back is bad, less is not', () => {
    expect(failed([0, 10, 100, 200, 180.1, 300])).toEqual([])
    expect(failed([0, 10, 100, 200, 180, 300])).toEqual([4])
  })

  it('upwards: 20 dbar deeper than the one below is bad, less is not', () => {
    expect(failed([119.9, 100, 100, 200, 300, 400])).toEqual([])
    expect(failed([120, 100, 100, 200, 300, 400])).toEqual([0])
  })

  it('a bad pressure is not what the next is compared with', () => {
    expect(failed([0, 100, 200, 300, 50, 60, 310, 320])).toEqual([4, 5])
  })

  it('a pressure that runs back by less is', () => {
    // 85 is 15 less than 100; 70 is 15 less than 85, though 30 less than the deepest.
    expect(failed([0, 50, 100, 85, 70, 200])).toEqual([])
  })

  it('counts only levels that have a pressure', () => {
    expect(failed([missing, 150, missing, 100, 50, missing, 200])).toEqual([1, 4])
  })

  it('the middle of an odd number is the lower half rounded down', () => {
    // Of three the first: 500 stays and the rest is judged against it.
    expect(failed([500, 100, 200])).toEqual([1, 2])
  })
})

describe('few levels', () => {
  it.each([
    [[], []],
    [[missing], []],
    [[100], []],
    [[100, 50], [1]],
    [[50, 100], []],
    [[7, 7], []],
  ])('%j', (pressure, expected) => {
    expect(failed(pressure)).toEqual(expected)
  })
})

it('a near-surface profile is judged from its deepest level upwards', () => {
  expect(failed([1, 2, 30, 4, 5], true)).toEqual([2])
  expect(failed([100, 2, 3, 4], true)).toEqual([0])
  expect(failed([100, 2, 3, 4], false)).toEqual([0])
  expect(failed([1, 2, 3, 40, 5], true)).toEqual([3])
  expect(failed([5, missing], true)).toEqual([])
})
