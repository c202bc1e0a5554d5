import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { rolloverJumps } from '../thresholds.ts'
import { digitRollover } from './digitRollover.ts'

const judge = (parameter: string, values: number[], flags: number[] = []) => {
  const marks = marksOf(values.length, flags)
  digitRollover(floats(...values), values.length, rolloverJumps[parameter], marks)
  return { failed: failedLevels(marks, testBit.digitRollover), flags: flagsOf(marks) }
}

it.each([
  ['TEMP', 10],
  ['TEMP_DOXY', 10],
  ['PSAL', 5],
])('%s may jump by %f', (parameter, jump) => {
  expect(judge(parameter, [20, 20 + jump]).failed).toEqual([])
  expect(judge(parameter, [20, 20 + jump + 0.001]).failed).toEqual([0, 1])
  expect(judge(parameter, [20, 20 - jump - 0.001]).failed).toEqual([0, 1])
})

describe('the run of values around a jump', () => {
  it('is under suspicion and has not failed', () => {
    expect(judge('TEMP', [5, 5, 25, 25, 25])).toEqual({ failed: [1, 2], flags: [3, 4, 4, 3, 3] })
  })

  it('ends at a missing value and at one flagged 4', () => {
    expect(judge('TEMP', [5, Number.NaN, 5, 25, Number.NaN, 5]).flags).toEqual([0, 0, 4, 4, 0, 0])
    expect(judge('TEMP', [5, 5, 25, 5, 5], [0, 0, 4, 0, 0])).toEqual({ failed: [], flags: [0, 0, 4, 0, 0] })
  })

  it('may have several jumps', () => {
    expect(judge('PSAL', [35, 20, 35, 35, 20]).failed).toEqual([0, 1, 2, 3, 4])
  })
})

it.each([[[]], [[20]], [[Number.NaN]], [[20, Number.NaN, 35]], [[20, 20, 20]]])('%j has no jump', (values) => {
  expect(judge('TEMP', values).failed).toEqual([])
})
