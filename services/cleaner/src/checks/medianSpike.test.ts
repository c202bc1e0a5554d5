import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, floats, marksOf } from '../../test/support/marks.ts'
import { nitrateSpike, phSpikeShare } from '../thresholds.ts'
import { medianSpike } from './medianSpike.ts'

const failed = (values: number[], distance: number, share: number, flags: number[] = []) => {
  const marks = marksOf(values.length, flags)
  medianSpike(floats(...values), values.length, distance, share, marks)
  return failedLevels(marks, testBit.spike)
}
const nitrate = (values: number[], flags?: number[]) => failed(values, nitrateSpike.anywhere, 0, flags)

describe('pH', () => {
  it('may be away from the median by 4 % of itself', () => {
    // 0.04 × 8.334 is 0.33336.
    expect(failed([8, 8, 8.333, 8, 8], 0, phSpikeShare)).toEqual([])
    expect(failed([8, 8, 8.334, 8, 8], 0, phSpikeShare)).toEqual([2])
    expect(failed([8, 8, 7.69, 8, 8], 0, phSpikeShare)).toEqual([2])
    expect(failed([8, 8, 7.7, 8, 8], 0, phSpikeShare)).toEqual([])
  })
})

describe('nitrate', () => {
  it('may be away from the median by 5, in an enclosed sea by 1', () => {
    expect(nitrate([10, 10, 15, 10, 10])).toEqual([])
    expect(nitrate([10, 10, 15.01, 10, 10])).toEqual([2])
    expect(failed([5, 5, 6, 5, 5], nitrateSpike.redSeaOrMediterranean, 0)).toEqual([])
    expect(failed([5, 5, 6.01, 5, 5], nitrateSpike.redSeaOrMediterranean, 0)).toEqual([2])
  })

  it('is judged where five values follow one another', () => {
    expect(nitrate([10, 30, 10, 10])).toEqual([])
    expect(nitrate([30, 10, 10, 10, 30])).toEqual([])
    expect(nitrate([10, 10, 30, Number.NaN, 10, 10])).toEqual([])
    expect(nitrate([10, 10, 30, 10, 10], [0, 0, 0, 4, 0])).toEqual([])
    expect(nitrate([10, 10, 30, 10, 10], [3, 3, 3, 3, 3])).toEqual([2])
  })

  it('does not see its own flags', () => {
    expect(nitrate([10, 10, 30, 50, 10, 10, 10])).toEqual([2, 3])
    expect(nitrate([10, 10, 30, 10, 30, 10, 10])).toEqual([2, 4])
  })
})
