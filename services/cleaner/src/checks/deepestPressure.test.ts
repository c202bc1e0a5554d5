import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { deepestPossible, deepestPressure } from './deepestPressure.ts'

describe('the deepest pressure', () => {
  it.each([
    [2000, 2100],
    [6000, 6100],
    [1000, 1100],
    [10, 25],
    // 80 % at 505 dbar, half way.
    [505, 505 * 1.8],
  ])('of a float set to %f dbar is %f', (profilePressure, expected) => {
    expect(deepestPossible(profilePressure)).toBeCloseTo(expected, 9)
  })

  it('has no jump at 1000 dbar', () => {
    expect(deepestPossible(999.999)).toBeCloseTo(1100, 2)
  })
})

it('what is deeper is probably bad, in each parameter that has a value there', () => {
  const pressure = floats(2099, 2100, 2100.5, 2101, Number.NaN)
  const marks = marksOf(5)
  deepestPressure(pressure, floats(3, 3, 3, Number.NaN, 3), 5, 2000, marks)
  expect(failedLevels(marks, testBit.deepestPressure)).toEqual([2])
  expect(flagsOf(marks)).toEqual([0, 0, 3, 0, 0])
})
