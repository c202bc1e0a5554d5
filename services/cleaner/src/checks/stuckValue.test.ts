import { testBit } from '@floatchat/contracts/qualityTests'
import { expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { stuckValue } from './stuckValue.ts'

it.each([
  [[], []],
  [[5], []],
  [[Number.NaN, 5, Number.NaN], []],
  [
    [5, 5],
    [0, 1],
  ],
  [[5, 5.001], []],
  [
    [5, Number.NaN, 5],
    [0, 2],
  ],
  [[5, 5, 5, 5.5], []],
  [
    [0, -0],
    [0, 1],
  ],
])('%j is stuck at %j', (values, expected) => {
  const marks = marksOf(values.length)
  stuckValue(floats(...values), '', values.length, marks)
  expect(failedLevels(marks, testBit.stuckValue)).toEqual(expected)
  expect(flagsOf(marks)).toEqual(values.map((_, level) => (expected.includes(level as never) ? 4 : 0)))
})

it('passes over what was estimated, delivered with flag 8', () => {
  const stuck = (values: number[], flags: string) => {
    const marks = marksOf(values.length)
    stuckValue(floats(...values), flags, values.length, marks)
    return failedLevels(marks, testBit.stuckValue)
  }
  expect(stuck([5, 5, 5], '888')).toEqual([])
  expect(stuck([5, 5, 5], '818')).toEqual([])
  expect(stuck([5, 5, 5, 5], '8118')).toEqual([1, 2])
  expect(stuck([5, 5.5, 5], '181')).toEqual([0, 2])
  expect(stuck([5, 5, 5], '111')).toEqual([0, 1, 2])
})
