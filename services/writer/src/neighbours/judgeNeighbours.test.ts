import { readFileSync } from 'node:fs'
import { testBit } from '@floatchat/contracts/qualityTests'
import type { BestValues, NeighbourProfile } from '@floatchat/db/neighbours/NeighbourProfile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsOf } from './factsOf.ts'
import { judgeNeighbours } from './judgeNeighbours.ts'

const pressures = Array.from({ length: 200 }, (_, level) => 5 + level * 10)
const good = '1'.repeat(pressures.length)

/** A float that drifts 10 km a cycle of a day; each cycle a little different from the one before. */
function cycle(
  number: number,
  changes: Partial<NeighbourProfile> = {},
  shift = { temp: 0, psal: 0 },
): NeighbourProfile {
  const wave = Math.sin(number) * 0.05
  const best = new Map<string, BestValues>([
    ['PRES', { values: pressures, flags: good }],
    ['TEMP', { values: pressures.map((p) => 3 + 15 * Math.exp(-p / 400) + wave + shift.temp), flags: good }],
    ['PSAL', { values: pressures.map((p) => 35 - 0.5 * Math.exp(-p / 400) + wave + shift.psal), flags: good }],
  ])
  const at = { juld: 25_000 + number, latitude: 45 + 0.09 * number, longitude: -30 }
  return { profileId: number, cycle: number, direction: 'A', ...at, ...factsOf(best), ...changes }
}

const tenCycles = Array.from({ length: 10 }, (_, index) => cycle(index + 1))
const withOne = (changed: NeighbourProfile) => tenCycles.map((one) => (one.cycle === changed.cycle ? changed : one))

test('a good float has no verdict', () => {
  expect(judgeNeighbours(tenCycles)).toEqual([])
})

test('a float that jumps 500 km for a day is found at the jump, at whichever end', () => {
  for (const at of [1, 5, 10]) {
    const jumped = cycle(at, { latitude: 49.5 + 0.09 * at })
    const verdicts = judgeNeighbours(withOne(jumped))
    expect(verdicts).toMatchObject([{ profileId: at, failedTests: 1 << testBit.impossibleSpeed, temperatureTests: 0 }])
  }
})

test('positions on both sides of the antimeridian are near each other', () => {
  const cycles = tenCycles.map((one) => ({ ...one, longitude: one.cycle % 2 === 0 ? 179.99 : -179.99 }))
  expect(judgeNeighbours(cycles)).toEqual([])
})

test('a salinity sensor that jumps fails for salinity alone, until it is back', () => {
  const cycles = tenCycles.map((one) =>
    one.cycle === 6 || one.cycle === 7 ? cycle(one.cycle, {}, { temp: 0, psal: 0.7 }) : one,
  )
  const bit = 1 << testBit.grossSensorDrift
  expect(judgeNeighbours(cycles)).toMatchObject([
    { profileId: 6, failedTests: bit, temperatureTests: 0, salinityTests: bit },
    { profileId: 7, failedTests: bit, temperatureTests: 0, salinityTests: bit },
  ])
})

test('a profile that is sent again as the next cycle is frozen, in both parameters', () => {
  const { temperature, salinity } = cycle(4)
  const bit = 1 << testBit.frozenProfile
  expect(judgeNeighbours(withOne(cycle(5, { temperature, salinity })))).toMatchObject([
    { profileId: 5, failedTests: bit, temperatureTests: bit, salinityTests: bit },
  ])
})

test('one parameter that stays as it was is the sea, not the float', () => {
  expect(judgeNeighbours(withOne(cycle(5, { salinity: cycle(4).salinity })))).toEqual([])
})

test('each can be switched off', () => {
  const { temperature, salinity } = cycle(4)
  const cycles = withOne(cycle(5, { temperature, salinity, latitude: 80 }))
  expect(judgeNeighbours(cycles, new Set([5, 16, 18]))).toEqual([])
  expect(judgeNeighbours(cycles, new Set([18]))).toMatchObject([{ failedTests: 1 << testBit.impossibleSpeed }])
})

test('an independent implementation says the same of real floats', () => {
  const path = new URL('../../test/support/neighbour-vectors.json', import.meta.url)
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as {
    platform: string
    profiles: Parameters<typeof judgeNeighbours>[0]
    failed: Record<string, number>
  }[]
  for (const { platform, profiles, failed } of vectors) {
    const verdicts = judgeNeighbours(profiles).map((one) => [String(one.profileId), one.failedTests] as const)
    expect(Object.fromEntries(verdicts), platform).toEqual(failed)
  }
})

test('1,000 orders of arrival, replacement and withdrawal end in one verdict', () => {
  const { temperature, salinity } = cycle(4)
  const last = [
    ...withOne(cycle(5, { temperature, salinity })).filter((one) => one.cycle !== 8),
    cycle(8, { latitude: 52 }, { temp: 0, psal: 0.9 }),
  ]
  const sorted = (profiles: readonly NeighbourProfile[]) =>
    judgeNeighbours(profiles).sort((a, b) => a.profileId - b.profileId)
  const expected = sorted(last)
  expect(expected.map((one) => one.profileId)).toEqual([5, 8])
  const other = fc.record({
    at: fc.nat({ max: 9 }),
    gone: fc.boolean(),
    shift: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(other), fc.shuffledSubarray(last, { minLength: last.length }), (before, order) => {
      const shown = new Map<number, NeighbourProfile>()
      for (const { at, gone, shift } of before) {
        if (gone) shown.delete(at + 1)
        else shown.set(at + 1, cycle(at + 1, {}, { temp: shift, psal: -shift }))
        sorted([...shown.values()])
      }
      for (const one of order) {
        // What takes the place of another comes last.
        shown.delete(one.cycle)
        shown.set(one.cycle, one)
        sorted([...shown.values()])
      }
      expect(sorted([...shown.values()])).toEqual(expected)
    }),
    { numRuns: 1_000 },
  )
})
