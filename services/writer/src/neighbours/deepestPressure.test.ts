import { describe, expect, it } from 'vitest'
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

it('levels below it fail', () => {
  expect(deepestPressure([2099, 2100, 2100.5, null, 2101], 2000)).toEqual([2, 4])
})
