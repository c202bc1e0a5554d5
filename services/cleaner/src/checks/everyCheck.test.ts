import { testBit } from '@floatchat/contracts/qualityTests'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condemnLevels } from '../condemnLevels.ts'
import type { Marks } from '../Marks.ts'
import { MeddScratch } from '../medd/MeddScratch.ts'
import { runAtOnce } from '../Steps.ts'
import {
  physicalBounds as bounds,
  globalRanges,
  gradientLimits,
  mediterraneanRanges,
  spikeLimits,
} from '../thresholds.ts'
import { badCompanion } from './badCompanion.ts'
import { bbp700 } from './bbp700.ts'
import { chlorophyllSpike } from './chlorophyllSpike.ts'
import { conductivityTemperature } from './conductivityTemperature.ts'
import { densityInversion } from './densityInversion.ts'
import { digitRollover } from './digitRollover.ts'
import { everyValue } from './everyValue.ts'
import { globalRange, pressureAboveSurface } from './globalRange.ts'
import { gradient } from './gradient.ts'
import { greyList } from './greyList.ts'
import { increasingPressure } from './increasingPressure.ts'
import { medd } from './medd.ts'
import { medianSpike } from './medianSpike.ts'
import { atTheSurface, inTheAir } from './mixedAirWater.ts'
import { outsideRange } from './outsideRange.ts'
import { physicalBounds } from './physicalBounds.ts'
import { regionalRange } from './regionalRange.ts'
import { spike } from './spike.ts'
import { stuckValue } from './stuckValue.ts'

const capacity = 64

/** Three parameters on one axis, with whatever flags earlier tests left. */
interface Given {
  readonly levels: number
  readonly values: readonly [Float32Array, Float32Array, Float32Array]
  readonly marks: readonly [Marks, Marks, Marks]
}

const scratch = new MeddScratch(capacity)
const ctdOf = ({ values, marks }: Given) => ({
  pressure: values[0],
  temperature: values[1],
  salinity: values[2],
  pressureMarks: marks[0],
  temperatureMarks: marks[1],
  salinityMarks: marks[2],
})

const marksAt = ({ marks }: Given, index: number): Marks => marks[index] ?? marks[0]

type Tried = [name: string, bit: number, run: (given: Given) => void]
const tests: Tried[] = [
  ['physicalBounds', testBit.physicalBounds, (g) => physicalBounds(g.values[1], g.levels, bounds.TEMP, g.marks[1])],
  ['globalRange', testBit.globalRange, (g) => globalRange(g.values[1], g.levels, globalRanges.TEMP, g.marks[1])],
  [
    'pressureAboveSurface',
    testBit.globalRange,
    (g) => pressureAboveSurface(g.values[0], g.values[1], g.levels, g.marks[1]),
  ],
  [
    'regionalRange',
    testBit.regionalRange,
    (g) => regionalRange(g.values[1], g.levels, mediterraneanRanges.TEMP, g.marks[1]),
  ],
  [
    'increasingPressure',
    testBit.increasingPressure,
    (g) => increasingPressure(g.values[0], g.levels, false, g.marks[0]),
  ],
  [
    'increasingPressure near the surface',
    testBit.increasingPressure,
    (g) => increasingPressure(g.values[0], g.levels, true, g.marks[0]),
  ],
  [
    'spike',
    testBit.spike,
    (g) => spike(g.values[1], g.values[0], g.levels, spikeLimits.TEMP, 4, g.marks[0], g.marks[1]),
  ],
  ['medianSpike', testBit.spike, (g) => medianSpike(g.values[1], g.levels, 5, 0, g.marks[1])],
  [
    'gradient',
    testBit.gradient,
    (g) => gradient(g.values[1], g.values[0], g.levels, gradientLimits.DOXY, 3, g.marks[0], g.marks[1]),
  ],
  ['digitRollover', testBit.digitRollover, (g) => digitRollover(g.values[1], g.levels, 10, g.marks[1])],
  ['stuckValue', testBit.stuckValue, (g) => stuckValue(g.values[1], '118', g.levels, g.marks[1])],
  ['densityInversion', testBit.densityInversion, (g) => runAtOnce(densityInversion(ctdOf(g), g.levels))],
  ['greyList', testBit.greyList, (g) => greyList(g.values[1], g.levels, 3, g.marks[1])],
  ['medd', testBit.medd, (g) => runAtOnce(medd(ctdOf(g), g.levels, scratch))],
  ['bbp700', testBit.bbp700, (g) => runAtOnce(bbp700(g.values[1], g.values[0], g.levels, g.marks[1], scratch))],
  [
    'chlorophyllSpike',
    testBit.chlorophyllSpike,
    (g) => runAtOnce(chlorophyllSpike(g.values[1], g.levels, g.marks[1], scratch.sorted)),
  ],
  [
    'everyValue',
    testBit.unpumpedSalinity,
    (g) => everyValue(g.values[2], g.levels, testBit.unpumpedSalinity, g.marks[2]),
  ],
  [
    'badCompanion',
    testBit.oxygen,
    (g) => badCompanion(g.marks[0], g.values[1], g.levels, 3, testBit.oxygen, g.marks[1]),
  ],
  [
    'outsideRange',
    testBit.ph,
    (g) => outsideRange(g.values[0], { min: 0, max: 12 }, g.values[1], g.levels, 4, testBit.ph, g.marks[1]),
  ],
  [
    'inTheAir',
    testBit.mixedAirWater,
    (g) => inTheAir(g.values[0], { values: g.values[1], marks: g.marks[1] }, g.levels, 1),
  ],
  ...[0, 0.5].map(
    (step): Tried => [
      `atTheSurface, step ${step}`,
      testBit.mixedAirWater,
      (g) => {
        const [pressure, ...others] = g.values.map((values, index) => ({ values, marks: marksAt(g, index) }))
        if (pressure !== undefined) atTheSurface(pressure, others, g.levels, step)
      },
    ],
  ),
  [
    'conductivityTemperature',
    testBit.conductivityTemperature,
    (g) => {
      const temperature = g.values[2]
      const ctd = { ...ctdOf(g), temperature, temperatureMarks: g.marks[2] }
      conductivityTemperature(ctd, g.values[1], g.levels, g.marks[1])
    },
  ],
  [
    'condemnLevels',
    testBit.globalRange,
    (g) => condemnLevels(g.marks[0], g.values[1], g.levels, testBit.globalRange, g.marks[1]),
  ],
]

const usual = (min: number, max: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
    { weight: 1, arbitrary: fc.constantFrom(0, -0, -3, -100, 12, 500) },
  )
const level = fc.record({
  values: fc.tuple(usual(-10, 2500), usual(-5, 45), usual(0, 45)),
  flags: fc.tuple(fc.constantFrom(0, 0, 0, 2, 3, 4), fc.constantFrom(0, 0, 0, 3, 4), fc.constantFrom(0, 0, 0, 3, 4)),
  failed: fc.tuple(fc.constantFrom(0, 1, 1 << 6), fc.constantFrom(0, 1 << 15), fc.constantFrom(0, 1 << 15)),
})
type Level = { values: number[]; flags: number[]; failed: number[] }

function givenFrom(levels: readonly Level[]): Given {
  const numbers = (of: 0 | 1 | 2) => Float32Array.from(levels, (one) => one.values[of])
  const marks = (of: 0 | 1 | 2): Marks => {
    const made = { flags: new Uint8Array(capacity), failed: new Int32Array(capacity) }
    made.flags.set(levels.map((one) => one.flags[of]))
    made.failed.set(levels.map((one) => one.failed[of]))
    return made
  }
  return {
    levels: levels.length,
    values: [numbers(0), numbers(1), numbers(2)],
    marks: [marks(0), marks(1), marks(2)],
  }
}

describe.each(tests)('%s', (_name, bit, run) => {
  it('changes no value, lowers no flag, sets no bit but its own, and passes over what is missing', () => {
    fc.assert(
      fc.property(fc.array(level, { maxLength: 40 }), (levels) => {
        const given = givenFrom(levels)
        const before = structuredClone(given)
        run(given)
        expect(given.values).toEqual(before.values)
        const wrong: string[] = []
        for (const of of [0, 1, 2] as const) {
          for (let i = 0; i < capacity; i++) {
            const [flag, failed] = [given.marks[of].flags[i], given.marks[of].failed[i]]
            const [flagBefore, failedBefore] = [before.marks[of].flags[i], before.marks[of].failed[i]]
            const isThere = i < levels.length && !Number.isNaN(given.values[of][i])
            if (flag < flagBefore || flag > 4) wrong.push(`flag ${i} of ${of}`)
            if ((failed & ~(1 << bit)) !== (failedBefore & ~(1 << bit))) wrong.push(`other bit ${i} of ${of}`)
            if ((failed & failedBefore) !== failedBefore) wrong.push(`bit lost ${i} of ${of}`)
            if (!isThere && (flag !== flagBefore || failed !== failedBefore)) wrong.push(`missing ${i} of ${of}`)
          }
        }
        expect(wrong).toEqual([])
      }),
    )
  })

  it('keeps nothing from one profile to the next', () => {
    fc.assert(
      fc.property(fc.array(level, { maxLength: 40 }), (levels) => {
        const once = givenFrom(levels)
        const again = givenFrom(levels)
        run(once)
        run(again)
        expect(again.marks).toEqual(once.marks)
      }),
    )
  })
})
