import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { runAtOnce } from '../Steps.ts'
import { chlorophyllSpike } from './chlorophyllSpike.ts'

const failed = (values: number[], flags: number[] = []) => {
  const marks = marksOf(values.length, flags)
  runAtOnce(chlorophyllSpike(floats(...values), values.length, marks, new Float64Array(values.length)))
  return failedLevels(marks, testBit.chlorophyllSpike)
}

/** Flat but for a dip of an eighth at each fifth value: the 10th percentile of the residuals is -1/8, the limit -1/4. */
const saw = (levels: number) => Array.from({ length: levels }, (_, i) => (i % 5 === 3 ? 1 - 0.125 : 1))

describe('a negative spike', () => {
  it('is a value below the running median of five by more than twice the 10th percentile of the residuals', () => {
    const values = saw(40)
    values[20] = 0.74
    expect(failed(values)).toEqual([20])
    values[20] = 0.75
    expect(failed(values)).toEqual([])
  })

  it('upwards is real', () => {
    const values = saw(40)
    values[20] = 9
    expect(failed(values)).toEqual([])
  })

  it('is bad', () => {
    const marks = marksOf(40)
    const values = saw(40)
    values[20] = 0.1
    runAtOnce(chlorophyllSpike(floats(...values), 40, marks, new Float64Array(40)))
    expect(flagsOf(marks)[20]).toBe(4)
  })

  it('is looked for across gaps and not at the two ends', () => {
    const values = saw(40).flatMap((value) => [value, Number.NaN])
    values[40] = 0.1
    values[0] = 0
    values[78] = 0
    expect(failed(values)).toEqual([40])
  })

  it('is not where the value is flagged 4 already', () => {
    const values = saw(40)
    values[20] = 0.1
    expect(
      failed(
        values,
        Array.from({ length: 40 }, (_, i) => (i === 20 ? 4 : 0)),
      ),
    ).toEqual([])
  })
})

it.each([[[]], [[1]], [[1, 1, 1, 1]], [[1, 1, 1, 1, 1, 1]], [[1, 2, 3, 4, 5]]])('%j has none', (values) => {
  expect(failed(values)).toEqual([])
})
