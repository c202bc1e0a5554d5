import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { MeddScratch } from '../medd/MeddScratch.ts'
import { runAtOnce } from '../Steps.ts'
import { bbp700 } from './bbp700.ts'

function judge(pressure: number[], values: number[]) {
  const levels = values.length
  const marks = marksOf(levels)
  const scratch = new MeddScratch(levels)
  runAtOnce(bbp700(floats(...values), floats(...pressure), levels, marks, scratch))
  const failed = failedLevels(marks, testBit.bbp700)
  expect(failed).toEqual(flagsOf(marks).flatMap((flag, level) => (flag > 0 ? [level] : [])))
  return flagsOf(marks)
}
const all = (levels: number, flag: number) => Array.from({ length: levels }, () => flag)

/** Every 10 dbar to 1200 dbar, clear water. */
const pressure = Array.from({ length: 121 }, (_, i) => 10 * i)
const clear = pressure.map((p) => 0.0003 + 0.001 * Math.exp(-p / 100))
const with_ = (change: (value: number, p: number, level: number) => number) =>
  clear.map((v, i) => change(v, pressure[i], i))

it('a clear profile is good', () => {
  expect(judge(pressure, clear)).toEqual(all(121, 0))
})

describe('missing data', () => {
  const until = (deepest: number) => pressure.filter((p) => p <= deepest)

  it('a profile that does not reach the last bin is probably bad, with values in one bin only bad', () => {
    expect(judge(until(880), clear.slice(0, 89))).toEqual(all(89, 3))
    expect(judge(until(890), clear.slice(0, 90))).toEqual(all(90, 3))
    expect(judge(until(900), clear.slice(0, 91))).toEqual(all(91, 0))
    const surface = [0, 10, 20, 30]
    expect(judge(surface, clear.slice(0, 4))).toEqual([4, 4, 4, 4])
  })

  it('one value in a bin fills it neither nor leaves it empty', () => {
    const thin = pressure.filter((p) => p < 261 || p === 300 || p >= 367)
    expect(
      judge(
        thin,
        thin.map(() => 0.0003),
      ),
    ).toEqual(all(thin.length, 0))
    expect(judge([10, 100], [0.001, 0.001])).toEqual([0, 0])
  })

  it('values below 1000 dbar are in no bin', () => {
    expect(judge([1100, 1110, 1120], [0.0003, 0.0003, 0.0003])).toEqual([0, 0, 0])
  })
})

describe('high deep values', () => {
  it('make the profile probably bad where their median is above 0.0005', () => {
    expect(
      judge(
        pressure,
        with_((v, p) => (p > 700 ? 0.00051 : v)),
      ),
    ).toEqual(all(121, 3))
    expect(
      judge(
        pressure,
        with_((v, p) => (p > 700 ? 0.00049 : v)),
      ),
    ).toEqual(all(121, 0))
  })

  it('need five values', () => {
    // Two values in each deep bin but one, so that four or five are below 700 dbar and no bin is empty.
    const above = pressure.filter((p) => p <= 690)
    const deep = [750, 850, 950, 970]
    const judgeDeep = (at: number[]) => judge([...above, ...at], [...above.map(() => 0.0003), ...at.map(() => 0.0007)])
    expect(judgeDeep(deep)).toEqual(all(above.length + 4, 0))
    expect(judgeDeep([...deep, 990, 995, 998, 999])).toEqual(all(above.length + 8, 3))
  })
})

describe('negative values', () => {
  it('above 5 dbar are bad alone', () => {
    expect(judge([0, 4.9, ...pressure.slice(1)], [-0.001, 0.001, ...clear.slice(1)])).toEqual([4, ...all(121, 0)])
  })

  it('from 5 dbar on make the profile probably bad, more than a tenth of them bad', () => {
    expect(judge([0, 5, ...pressure.slice(1)], [0.001, -0.001, ...clear.slice(1)])).toEqual(all(122, 3))
    // Of 120 values from 5 dbar on 12 are a tenth, 13 more.
    expect(
      judge(
        pressure,
        with_((v, _p, i) => (i % 10 === 5 ? -0.0001 : v)),
      ),
    ).toEqual(all(121, 3))
    expect(
      judge(
        pressure,
        with_((v, _p, i) => (i % 10 === 5 || i === 7 ? -0.0001 : v)),
      ),
    ).toEqual(all(121, 4))
  })
})

describe('noise', () => {
  it('a tenth or more of the values below 100 dbar away from the median of eleven by more than 0.0005', () => {
    // Below 100 dbar there are 110 values: 11 are a tenth.
    const noisy = (count: number) =>
      with_((v, p, i) => (p > 100 && i % 10 === 5 && (i - 15) / 10 < count ? v + 0.0006 : v))
    expect(judge(pressure, noisy(11))).toEqual(all(121, 3))
    expect(judge(pressure, noisy(10))).toEqual(all(121, 0))
  })

  it('is not looked for in ten values or fewer', () => {
    const ten = [1010, 1020, 1030, 1040, 1050, 1060, 1070, 1080, 1090, 1100]
    const values = ten.map((_, i) => (i % 3 === 0 ? 0.002 : 0.0001))
    expect(judge(ten, values)).toEqual(all(10, 0))
    expect(judge([...ten, 1110], [...values, 0.0001])).toEqual(all(11, 3))
  })
})

it.each([
  [[], []],
  [[Number.NaN], [1]],
  [[1], [Number.NaN]],
])('without a level that has both there is nothing', (p, v) => {
  expect(judge(p, v)).toEqual(all(v.length, 0))
})
