import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, floats, marksOf } from '../../test/support/marks.ts'
import { gradientLimits } from '../thresholds.ts'
import { gradient } from './gradient.ts'

const failed = (values: number[], pressure: number[], flags: number[] = [], skipFrom: 3 | 4 = 4) => {
  const marks = marksOf(values.length, flags)
  gradient(
    floats(...values),
    floats(...pressure),
    values.length,
    gradientLimits.DOXY,
    skipFrom,
    marksOf(values.length),
    marks,
  )
  return failedLevels(marks, testBit.gradient)
}

describe('oxygen', () => {
  it('may be away from the mean of its neighbours by 50 above 500 dbar, by 25 from there on', () => {
    expect(failed([200, 250, 200], [0, 499, 500])).toEqual([])
    expect(failed([200, 250.1, 200], [0, 499, 500])).toEqual([1])
    expect(failed([200, 225, 200], [0, 500, 600])).toEqual([])
    expect(failed([200, 225.1, 200], [0, 500, 600])).toEqual([1])
  })

  it('fails at a step, where the spike test does not', () => {
    expect(failed([200, 200, 320, 320], [0, 1, 2, 3])).toEqual([1, 2])
  })

  it('is not judged beside a missing or bad value, nor at the ends', () => {
    expect(failed([200, 300, Number.NaN], [0, 1, 2])).toEqual([])
    expect(failed([200, 300, 200], [0, 1, 2], [0, 0, 4])).toEqual([])
    expect(failed([200, 300, 200], [0, 1, 2], [0, 0, 3])).toEqual([1])
    expect(failed([200, 300, 200], [0, 1, 2], [0, 0, 3], 3)).toEqual([])
    expect(failed([300, 200], [0, 1])).toEqual([])
    expect(failed([], [])).toEqual([])
  })
})
