import { testBit } from '@floatchat/contracts/qualityTests'
import { describe, expect, it } from 'vitest'
import { failedLevels, flagsOf, floats, marksOf } from '../../test/support/marks.ts'
import { MeddScratch } from '../medd/MeddScratch.ts'
import { runAtOnce } from '../Steps.ts'
import type { Ctd } from './densityInversion.ts'
import { medd } from './medd.ts'

const levels = 60
const pressure = Array.from({ length: levels }, (_, i) => 5 + 10 * i)
const quietTemperature = pressure.map((p) => 3 + 15 * Math.exp(-p / 400))
const quietSalinity = pressure.map((p) => 35 - 0.5 * Math.exp(-p / 400))
const at = (values: number[], level: number, value: number) => values.map((v, i) => (i === level ? value : v))

function judge(temperature: number[], salinity: number[], order = pressure, prepare: (ctd: Ctd) => void = () => {}) {
  const ctd = {
    pressure: floats(...order),
    temperature: floats(...temperature),
    salinity: floats(...salinity),
    pressureMarks: marksOf(order.length),
    temperatureMarks: marksOf(order.length),
    salinityMarks: marksOf(order.length),
  }
  prepare(ctd)
  runAtOnce(medd(ctd, order.length, new MeddScratch(order.length)))
  return {
    temperature: failedLevels(ctd.temperatureMarks, testBit.medd),
    salinity: failedLevels(ctd.salinityMarks, testBit.medd),
    flags: flagsOf(ctd.salinityMarks),
  }
}

describe('a CTD', () => {
  it('of a quiet ocean has no spike', () => {
    expect(judge(quietTemperature, quietSalinity)).toMatchObject({ temperature: [], salinity: [] })
  })

  it('has a spike of salinity where salinity and density leave their medians', () => {
    const judged = judge(quietTemperature, at(quietSalinity, 30, 33))
    expect(judged).toMatchObject({ temperature: [], salinity: [30] })
    expect(judged.flags[30]).toBe(4)
  })

  it('has a spike of temperature where temperature and density leave their medians', () => {
    expect(judge(at(quietTemperature, 30, 16), quietSalinity)).toMatchObject({ temperature: [30], salinity: [] })
  })

  it('has none where temperature and salinity make up for one another in density', () => {
    // Warm and salt as a Mediterranean eddy: density hardly knows.
    const eddy = judge(at(quietTemperature, 30, 16), at(quietSalinity, 30, 36.2))
    expect(eddy).toMatchObject({ temperature: [], salinity: [] })
  })

  it('is judged in the order of its pressure and answered in its own', () => {
    const upside = [...pressure].reverse()
    const judged = judge([...quietTemperature].reverse(), at([...quietSalinity].reverse(), 20, 33), upside)
    expect(judged).toMatchObject({ temperature: [], salinity: [20] })
    const odd = pressure.map((_, i) => (i * 7) % levels)
    const shuffled = (values: number[]) => odd.map((i) => values[i])
    const mixed = judge(shuffled(quietTemperature), shuffled(at(quietSalinity, 30, 33)), shuffled(pressure))
    expect(mixed).toMatchObject({ temperature: [], salinity: [odd.indexOf(30)] })
  })

  it('passes over levels that are flagged 4 or lack one of the three', () => {
    const spiked = at(quietSalinity, 30, 33)
    const flag = (which: 'pressureMarks' | 'temperatureMarks' | 'salinityMarks') => (ctd: Ctd) => {
      ctd[which].flags[30] = 4
    }
    for (const which of ['pressureMarks', 'temperatureMarks', 'salinityMarks'] as const) {
      expect(judge(quietTemperature, spiked, pressure, flag(which)).salinity).toEqual([])
    }
    expect(judge(at(quietTemperature, 30, Number.NaN), spiked).salinity).toEqual([])
    expect(judge(quietTemperature, spiked, at(pressure, 30, Number.NaN)).salinity).toEqual([])
  })

  it('is not judged with five levels or fewer', () => {
    const few = (count: number) =>
      judge(quietTemperature.slice(0, count), at(quietSalinity, 2, 3).slice(0, count), pressure.slice(0, count))
    expect(few(5).salinity).toEqual([])
    expect(few(6).salinity).toEqual([2])
    expect(few(0).salinity).toEqual([])
  })
})
