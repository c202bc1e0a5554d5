import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { spikeLimits } from '../thresholds.ts'
import { spike } from './spike.ts'

const failed = (
  parameter: string,
  values: number[],
  {
    pressure = values.map((_, i) => i),
    flags = [] as number[],
    pressureFlags = [] as number[],
    skipFrom = 4 as 3 | 4,
  } = {},
) => {
  const marks = marksOf(values.length, flags)
  const pressureMarks = marksOf(values.length, pressureFlags)
  spike(floats(...values), floats(...pressure), values.length, spikeLimits[parameter], skipFrom, pressureMarks, marks)
  return failedLevels(marks, testBit.spike)
}
const deep = [500, 500, 500]
const shallow = [499.9, 499.9, 499.9]

describe('the height that a value may stand out by', () => {
  it.each([
    ['TEMP', 6, shallow],
    ['TEMP', 2, deep],
    ['TEMP_DOXY', 6, shallow],
    ['TEMP_DOXY', 2, deep],
    ['PSAL', 0.9, shallow],
    ['PSAL', 0.3, deep],
    ['DOXY', 50, shallow],
    ['DOXY', 25, deep],
  ])('%s: %f', (parameter, limit, pressure) => {
    const values = [0, limit * 0.9999, 0]
    expect(failed(parameter, values, { pressure })).toEqual([])
    expect(failed(parameter, [0, limit * 1.0001, 0], { pressure })).toEqual([1])
    expect(failed(parameter, [0, -limit * 1.0001, 0], { pressure })).toEqual([1])
  })

  it('at the limit itself is none', () => {
    expect(failed('TEMP', [10, 16, 10])).toEqual([])
  })

  it('is measured beside the step between the neighbours', () => {
    // |20 - 5| - |(10 - 0) / 2| is 10.
    expect(failed('TEMP', [0, 20, 10])).toEqual([1])
    expect(failed('TEMP', [0, 16, 10])).toEqual([])
    // A step is no spike, however high.
    expect(failed('TEMP', [0, 0, 30, 30])).toEqual([])
  })
})

describe('what is not judged', () => {
  it('the ends of the profile, and less than three levels', () => {
    expect(failed('TEMP', [30, 0, 0, 30])).toEqual([])
    expect(failed('TEMP', [])).toEqual([])
    expect(failed('TEMP', [30])).toEqual([])
    expect(failed('TEMP', [30, 0])).toEqual([])
  })

  it('a level beside a missing value or pressure', () => {
    expect(failed('TEMP', [0, 30, Number.NaN, 0])).toEqual([])
    expect(failed('TEMP', [0, 30, 0], { pressure: [0, 1, Number.NaN] })).toEqual([])
  })

  it('a level beside one flagged 4, or whose pressure is; one flagged 3 is', () => {
    expect(failed('TEMP', [0, 30, 0], { flags: [4, 0, 0] })).toEqual([])
    expect(failed('TEMP', [0, 30, 0], { flags: [3, 3, 3] })).toEqual([1])
    expect(failed('TEMP', [0, 30, 0], { pressureFlags: [0, 0, 4] })).toEqual([])
    expect(failed('TEMP', [0, 30, 0], { pressureFlags: [0, 3, 0] })).toEqual([1])
  })

  it('adjusted oxygen beside a value or pressure flagged 3', () => {
    expect(failed('DOXY', [200, 300, 200], { skipFrom: 3 })).toEqual([1])
    expect(failed('DOXY', [200, 300, 200], { skipFrom: 3, flags: [0, 0, 3] })).toEqual([])
    expect(failed('DOXY', [200, 300, 200], { skipFrom: 3, pressureFlags: [3, 0, 0] })).toEqual([])
  })
})

it('does not see its own flags: two spikes side by side are both judged', () => {
  expect(failed('TEMP', [0, 30, 0, 30, 0])).toEqual([1, 2, 3])
})

it('flags 4', () => {
  const marks = marksOf(3)
  spike(floats(0, 30, 0), floats(0, 1, 2), 3, spikeLimits.TEMP, 4, marksOf(3), marks)
  expect(flagsOf(marks)).toEqual([0, 4, 0])
})
