import { readFileSync } from 'node:fs'
import { testBit } from '@floatchat/contracts/qualityTests'
import type { Mission, MissionValues } from '@floatchat/db/neighbours/MissionProfile'
import { describe, expect, it, test } from 'vitest'
import { judgeMission, missionJudge } from './judgeMission.ts'

const none: Mission = { profile_pressure: null, park_pressure: null, deep_ctd: null }
const raw = (...values: (number | null)[]): MissionValues => ({ isRaw: true, values })
const adjusted = (...values: (number | null)[]): MissionValues => ({ isRaw: false, values })
const flagsOf = (mission: Partial<Mission>, values: Record<string, MissionValues>) =>
  Object.fromEntries(
    judgeMission({ ...none, ...mission }, 'A', new Map(Object.entries(values))).map(({ parameter, flags }) => [
      parameter,
      flags,
    ]),
  )

it('what is deeper than the mission was set to is probably bad in every parameter that has a value there', () => {
  const values = {
    PRES: raw(10, 2050, 2101),
    TEMP: raw(20, 3, 2.9),
    PSAL: raw(35, 35, null),
    TEMP_STD: raw(0, 0, 0),
  }
  expect(judgeMission({ ...none, profile_pressure: 2000 }, 'A', new Map(Object.entries(values)))).toEqual([
    { parameter: 'PRES', failedTests: [0, 0, 1 << testBit.deepestPressure], flags: '113' },
    { parameter: 'TEMP', failedTests: [0, 0, 1 << testBit.deepestPressure], flags: '113' },
  ])
  expect(flagsOf({ profile_pressure: 2001 }, values)).toEqual({})
})

describe('below 2,000 dbar a deep float', () => {
  const values = { PRES: adjusted(1990, 2001), TEMP: adjusted(2, 2), TEMP_DOXY: raw(2, 2) }

  it('with an SBE41CP is probably good, and its raw salinity probably bad', () => {
    expect(flagsOf({ deep_ctd: 'SBE41CP' }, { ...values, PSAL: adjusted(35, 35) })).toEqual({
      PRES: '12',
      TEMP: '12',
      TEMP_DOXY: '12',
      PSAL: '12',
    })
    const [verdict] = judgeMission(
      { ...none, deep_ctd: 'SBE41CP' },
      'A',
      new Map([
        ['PSAL', raw(35, 35)],
        ['PRES', raw(1990, 2001)],
      ]),
    )
    expect(verdict).toEqual({ parameter: 'PSAL', failedTests: [0, 1 << testBit.deepFloat], flags: '13' })
  })

  it('with an SBE61 is good but for raw salinity', () => {
    expect(flagsOf({ deep_ctd: 'SBE61' }, { ...values, PSAL: adjusted(35, 35) })).toEqual({})
    expect(flagsOf({ deep_ctd: 'SBE61' }, { ...values, PSAL: raw(35, 35) })).toEqual({ PSAL: '13' })
  })

  it('has a second salinity judged by its own pressure', () => {
    const second = { PRES_2: raw(1990, 1999), PSAL_2: raw(35, 35), PSAL_3: raw(35, 35) }
    expect(flagsOf({ deep_ctd: 'SBE61' }, { ...values, ...second })).toEqual({ PSAL_3: '13' })
  })
})

it('what belongs to a test that is off is not judged by', () => {
  const mission = { profile_pressure: 2000, park_pressure: 1000, deep_ctd: 'SBE61' }
  expect(missionJudge(new Set()).judgedBy(mission)).toEqual(mission)
  expect(missionJudge(new Set([19, 23, 62])).judgedBy(mission)).toEqual(none)
})

it('a profile of which nothing can fail needs no levels', () => {
  const { concerns } = missionJudge(new Set())
  const outline = { direction: 'A', deepest: 1900, has_backscattering: false } as const
  expect(concerns({ ...none, profile_pressure: 1850 }, outline)).toBe(false)
  expect(concerns({ ...none, profile_pressure: 1799 }, outline)).toBe(true)
  expect(concerns({ ...none, deep_ctd: '' }, outline)).toBe(false)
  expect(concerns({ ...none, deep_ctd: '' }, { ...outline, deepest: 2001 })).toBe(true)
  expect(concerns({ ...none, park_pressure: 1000 }, outline)).toBe(false)
  expect(concerns({ ...none, park_pressure: 1000 }, { ...outline, has_backscattering: true })).toBe(true)
  expect(concerns({ ...none, park_pressure: 1000 }, { ...outline, has_backscattering: true, direction: 'D' })).toBe(
    false,
  )
})

test('an independent implementation says the same value by value', () => {
  const path = new URL('../../test/support/mission-vectors.json', import.meta.url)
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as {
    mission: Mission
    direction: 'A' | 'D'
    values: Record<string, MissionValues>
    expected: Record<string, { failed: number[]; flags: string }>
  }[]
  expect(vectors.length).toBeGreaterThan(200)
  for (const [index, { mission, direction, values, expected }] of vectors.entries()) {
    const found = judgeMission(mission, direction, new Map(Object.entries(values)))
    expect(
      Object.fromEntries(found.map(({ parameter, failedTests, flags }) => [parameter, { failed: failedTests, flags }])),
      `vector ${index}`,
    ).toEqual(expected)
  }
})
