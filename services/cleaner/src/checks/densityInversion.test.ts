import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { potentialDensity } from '../density/potentialDensity.ts'
import { runAtOnce } from '../Steps.ts'
import { type Ctd, densityInversion } from './densityInversion.ts'

function ctdOf(pressure: number[], temperature: number[], salinity: number[]): Ctd {
  return {
    pressure: floats(...pressure),
    temperature: floats(...temperature),
    salinity: floats(...salinity),
    pressureMarks: marksOf(pressure.length),
    temperatureMarks: marksOf(pressure.length),
    salinityMarks: marksOf(pressure.length),
  }
}
const judge = (ctd: Ctd) => {
  runAtOnce(densityInversion(ctd, ctd.pressure.length))
  const failed = failedLevels(ctd.temperatureMarks, testBit.densityInversion)
  expect(failedLevels(ctd.salinityMarks, testBit.densityInversion)).toEqual(failed)
  expect(flagsOf(ctd.pressureMarks)).toEqual(flagsOf(ctd.pressureMarks).map(() => 0))
  return failed
}

/** The salinity above 35 at 100 dbar and 10 degrees, over 35 at 110 dbar, that makes the step of density. */
function salinityFor(step: number): number {
  let [low, high] = [35, 36]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    const is = potentialDensity(middle, 10, 100, 105) - potentialDensity(35, 10, 110, 105)
    if (is < step) low = middle
    else high = middle
  }
  return low
}

describe('two levels', () => {
  it('may be upside down by less than 0.03 kg/m3', () => {
    expect(judge(ctdOf([100, 110], [10, 10], [salinityFor(0.0299), 35]))).toEqual([])
    expect(judge(ctdOf([100, 110], [10, 10], [salinityFor(0.0301), 35]))).toEqual([0, 1])
  })

  it('are bad in temperature and salinity', () => {
    const ctd = ctdOf([100, 110], [10, 10], [35.5, 35])
    judge(ctd)
    expect(flagsOf(ctd.temperatureMarks)).toEqual([4, 4])
    expect(flagsOf(ctd.salinityMarks)).toEqual([4, 4])
  })

  it('are compared across a gap', () => {
    expect(judge(ctdOf([100, 105, 110], [10, Number.NaN, 10], [35.5, 35.2, 35]))).toEqual([0, 2])
    const ctd = ctdOf([100, 105, 110], [10, 10, 10], [35.5, 35.2, 35])
    ctd.salinityMarks.flags[1] = 4
    expect(judge(ctd)).toEqual([0, 2])
    expect(judge(ctdOf([100, Number.NaN, 110], [10, 10, 10], [35.5, 35.2, 35]))).toEqual([0, 2])
  })
})

it('a level that is part of two inversions is compared in both', () => {
  expect(judge(ctdOf([100, 105, 110], [10, 10, 10], [35.5, 35.2, 34.9]))).toEqual([0, 1, 2])
})

it.each([
  [[], [], []],
  [[100], [10], [35]],
  [
    [100, 110],
    [10, 10],
    [35, 35],
  ],
  [
    [100, 110, 120],
    [10, 9, 8],
    [34.9, 35, 35.1],
  ],
])('%j is in order', (pressure, temperature, salinity) => {
  expect(judge(ctdOf(pressure, temperature, salinity))).toEqual([])
})

it('warmer water below, too, can make an inversion', () => {
  expect(judge(ctdOf([100, 110], [9.7, 10], [35, 35]))).toEqual([0, 1])
  expect(judge(ctdOf([100, 110], [9.9, 10], [35, 35]))).toEqual([])
})
