import { expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../test/support/marks.ts'
import { condemnLevels } from './condemnLevels.ts'
import { raise } from './Marks.ts'
import { checkBit } from './qualityChecks.ts'

const bit = checkBit.globalRange

it('condemns a value whose pressure the test found bad, and not one whose pressure is probably bad', () => {
  const pressure = marksOf(4)
  raise(pressure, 0, 4, bit)
  raise(pressure, 1, 3, bit)
  raise(pressure, 3, 4, checkBit.increasingPressure)
  const marks = marksOf(4)
  condemnLevels(pressure, floats(1, 2, 3, 4), 4, bit, marks)
  expect(flagsOf(marks)).toEqual([4, 0, 0, 0])
  expect(failedLevels(marks, bit)).toEqual([0])
})

it('leaves a missing value alone', () => {
  const pressure = marksOf(1)
  raise(pressure, 0, 4, bit)
  const marks = marksOf(1)
  condemnLevels(pressure, floats(Number.NaN), 1, bit, marks)
  expect(flagsOf(marks)).toEqual([0])
})
