import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'
import { testBit } from '@floatchat/contracts/qualityTests'
import type { GreyList } from '@floatchat/greylist/GreyList'
import { parseGreyList } from '@floatchat/greylist/parseGreyList'
import { describe, expect, it } from 'vitest'
import { quietCtd, sampleParameter, sampleProfile } from '../test/support/sampleProfile.ts'
import { judgeProfile } from './judgeProfile.ts'
import { Workspace } from './Workspace.ts'

const now = Date.UTC(2024, 0, 1)
const workspace = new Workspace()
const judge = (profile: Profile, greyList = undefined as GreyList | undefined) =>
  judgeProfile(profile, { now, greyList }, workspace)

/** The bits of each value of a parameter, empty where none failed. */
const bitsOf = (profile: Profile, parameter: string): number[][] => {
  const verdict = judge(profile).verdicts.find((one) => one.parameter === parameter)
  return verdict === undefined ? [] : [...verdict.failed_tests].map(toBits)
}
const toBits = (failed: number) => [...Array(31).keys()].filter((bit) => (failed & (1 << bit)) !== 0)
const of = (...names: (keyof typeof testBit)[]) => names.map((name) => testBit[name])

describe('which values are judged', () => {
  const salty = { raw: Float32Array.of(35, 50), adjusted: Float32Array.of(35, 35.1) }
  const profileOf = (values: Partial<ParameterValues>, changes: Partial<Profile> = {}) =>
    sampleProfile({ parameters: [sampleParameter('PSAL', [], { ...salty, ...values })], ...changes })

  it('the raw ones in mode R', () => {
    expect(bitsOf(profileOf({ data_mode: 'R' }), 'PSAL')).toEqual([[], of('physicalBounds', 'globalRange')])
  })

  it.each(['A', 'D'] as const)('the adjusted ones in mode %s', (mode) => {
    expect(bitsOf(profileOf({ data_mode: mode }), 'PSAL')).toEqual([])
    const adjusted = Float32Array.of(50, 35)
    expect(bitsOf(profileOf({ data_mode: mode, adjusted }), 'PSAL')).toEqual([of('physicalBounds', 'globalRange'), []])
  })

  it('with no falling back on the raw ones where an adjusted one is missing', () => {
    expect(bitsOf(profileOf({ data_mode: 'D', adjusted: Float32Array.of(35, Number.NaN) }), 'PSAL')).toEqual([])
    expect(bitsOf(profileOf({ data_mode: 'D', adjusted: new Float32Array(0) }), 'PSAL')).toEqual([])
  })

  it('by the mode of each parameter, whatever that of the profile', () => {
    expect(bitsOf(profileOf({ data_mode: 'R' }, { data_mode: 'D' }), 'PSAL')).toHaveLength(2)
  })

  it('but the pressure of a B-file, which is always raw', () => {
    const pressure = (sourceKind: Profile['source_kind']) =>
      sampleProfile({
        source_kind: sourceKind,
        parameters: [sampleParameter('PRES', [-9, 10], { data_mode: 'D' })],
      })
    expect(bitsOf(pressure('bgc'), 'PRES')).toEqual([of('physicalBounds', 'globalRange'), []])
    expect(bitsOf(pressure('core'), 'PRES')).toEqual([])
  })
})

describe('special cases', () => {
  it('a quiet profile has nothing', () => {
    expect(judge(sampleProfile({ parameters: quietCtd(100) }))).toEqual({
      profile_failed_tests: 0,
      outlier_tests: new Int32Array(0),
      verdicts: [],
    })
  })

  it('chlorophyll slightly below zero is in Argo’s range and outside the physical bounds', () => {
    const chlorophyll = [0.5, 0.4, 0.3, -0.05, -0.2, -0.21]
    const profile = sampleProfile({
      source_kind: 'bgc',
      parameters: [sampleParameter('PRES', [5, 10, 20, 500, 800, 1000]), sampleParameter('CHLA', chlorophyll)],
    })
    const bits = bitsOf(profile, 'CHLA').map((level) => level.filter((bit) => bit !== testBit.chlorophyllSpike))
    expect(bits).toEqual([[], [], [], [0], [0], of('physicalBounds', 'globalRange')])
  })

  it('a dead conductivity cell, whose salinity is within the physical bounds, is out of Argo’s range at every level', () => {
    const [pressure, temperature] = quietCtd(30)
    const dead = sampleParameter(
      'PSAL',
      Array.from({ length: 30 }, (_, i) => 0.01 + 0.001 * (i % 3)),
    )
    const profile = sampleProfile({ parameters: [pressure, temperature, dead] })
    expect(bitsOf(profile, 'PSAL')).toEqual(Array.from({ length: 30 }, () => of('globalRange')))
    // The dead salinity makes no density and so condemns no temperature.
    expect(bitsOf(profile, 'TEMP')).toEqual([])
  })

  it('a dead cell that says exactly the same everywhere is stuck as well', () => {
    const [pressure, temperature] = quietCtd(5)
    const dead = sampleParameter('PSAL', [0.5, 0.5, 0.5, 0.5, 0.5])
    expect(bitsOf(sampleProfile({ parameters: [pressure, temperature, dead] }), 'PSAL')[0]).toEqual(
      of('globalRange', 'stuckValue'),
    )
  })

  it('in the Red Sea 41 is salinity and 20.9 degrees is not temperature; elsewhere both are fine', () => {
    const parameters = [
      sampleParameter('PRES', [5, 100, 200]),
      sampleParameter('TEMP', [28, 22, 20.9]),
      sampleParameter('PSAL', [40.5, 40.8, 41]),
    ]
    const inRedSea = sampleProfile({ latitude: 22, longitude: 38, parameters })
    expect(bitsOf(inRedSea, 'TEMP')).toEqual([[], [], of('regionalRange')])
    expect(bitsOf(inRedSea, 'PSAL')).toEqual([])
    expect(judge(sampleProfile({ latitude: 22, longitude: -38, parameters })).verdicts).toEqual([])
    const inMediterranean = sampleProfile({ latitude: 35, longitude: 20, parameters })
    expect(bitsOf(inMediterranean, 'PSAL')).toEqual([of('regionalRange'), of('regionalRange'), of('regionalRange')])
    expect(bitsOf(inMediterranean, 'TEMP')).toEqual([])
  })

  it('a near-surface profile may be stuck and upside down, and is judged upwards from its deepest level', () => {
    const parameters = [
      sampleParameter('PRES', [1, 2, 3, 4]),
      sampleParameter('TEMP', [20, 20, 20, 20]),
      sampleParameter('PSAL', [36, 35, 35, 35]),
    ]
    const scheme = 'Near-surface sampling: discrete, pumped [auxiliary CTD]'
    expect(judge(sampleProfile({ vertical_sampling_scheme: scheme, parameters })).verdicts).toEqual([])
    expect(bitsOf(sampleProfile({ parameters }), 'TEMP')).toEqual(Array.from({ length: 4 }, () => of('stuckValue')))
    const moving = parameters.with(1, sampleParameter('TEMP', [20, 20, 20, 20.001]))
    expect(bitsOf(sampleProfile({ parameters: moving }), 'PSAL').slice(0, 3)).toEqual([
      of('densityInversion'),
      of('densityInversion'),
      [],
    ])
    expect(judge(sampleProfile({ vertical_sampling_scheme: scheme, parameters: moving })).verdicts).toEqual([])
    const [, temperature, salinity] = parameters
    const hook = [sampleParameter('PRES', [1, 40, 3, 4]), temperature, salinity]
    expect(bitsOf(sampleProfile({ vertical_sampling_scheme: scheme, parameters: hook }), 'PRES')).toEqual([
      [],
      of('increasingPressure'),
      [],
      [],
    ])
  })
})

describe('a bad pressure', () => {
  const at = (first: number) => [
    sampleParameter('PRES', [first, 10, 20, 30]),
    sampleParameter('TEMP', [20, 19, 18, 17]),
    sampleParameter('TEMP_DOXY', [21, Number.NaN, 20, 19]),
    sampleParameter('PHASE_DELAY_DOXY', [Number.NaN, 38, 39, 40]),
  ]

  it('condemns its level in every parameter that has a value there, by the test that it failed', () => {
    const profile = sampleProfile({ parameters: at(-6) })
    expect(bitsOf(profile, 'PRES')[0]).toEqual(of('physicalBounds', 'globalRange'))
    expect(bitsOf(profile, 'TEMP')).toEqual([of('globalRange'), [], [], []])
    expect(bitsOf(profile, 'TEMP_DOXY')).toEqual([of('globalRange'), [], [], []])
    expect(bitsOf(profile, 'PHASE_DELAY_DOXY')).toEqual([])
  })

  it('that is probably bad tells against temperature and salinity only', () => {
    const profile = sampleProfile({ parameters: at(-3) })
    expect(bitsOf(profile, 'TEMP')).toEqual([of('globalRange'), [], [], []])
    expect(bitsOf(profile, 'TEMP_DOXY')).toEqual([])
  })

  it('that runs backwards or is stuck condemns as well', () => {
    const backwards = sampleProfile({ parameters: at(60) })
    expect(bitsOf(backwards, 'TEMP_DOXY')).toEqual([of('increasingPressure'), [], [], []])
    const stuck = sampleProfile({
      parameters: [sampleParameter('PRES', [7, 7, 7]), sampleParameter('TEMP', [20, 19, Number.NaN])],
    })
    expect(bitsOf(stuck, 'TEMP')).toEqual([of('stuckValue'), of('stuckValue'), []])
  })

  it('leaves the neighbours’ temperature without one to be a spike beside', () => {
    const temperature = sampleParameter('TEMP', [20, 30, 20, 20])
    const bad = [sampleParameter('PRES', [-6, 10, 20, 30]), temperature]
    const good = [sampleParameter('PRES', [5, 10, 20, 30]), temperature]
    expect(bitsOf(sampleProfile({ parameters: good }), 'TEMP')[1]).toEqual(of('spike'))
    expect(bitsOf(sampleProfile({ parameters: bad }), 'TEMP')[1]).toEqual([])
  })
})

describe('several sensors of a kind', () => {
  it('are judged like the first', () => {
    const parameters = [
      sampleParameter('PRES', [10, 20, 30]),
      sampleParameter('DOXY2', [200, 300, 200]),
      sampleParameter('TEMP_DOXY', [10, 41, 10]),
      sampleParameter('BBP700_2', [-0.1, 0.1, 0.1]),
      sampleParameter('CHLA2', [1, 101, 1]),
    ]
    const profile = sampleProfile({ source_kind: 'bgc', parameters })
    expect(bitsOf(profile, 'DOXY2')[1]).toEqual(of('spike', 'oxygen'))
    expect(bitsOf(profile, 'TEMP_DOXY')[1]).toEqual(of('globalRange'))
    expect(bitsOf(profile, 'BBP700_2')[0]).toEqual(of('bbp700'))
    expect(bitsOf(profile, 'CHLA2')[1]).toEqual(of('physicalBounds', 'globalRange'))
  })

  it.each([
    ['DOXY', [200, 300, 200]],
    ['TEMP_DOXY', [10, 41, 10]],
    ['CHLA', [1, 101, 1]],
    ['BBP700', [-0.1, 0.1, 0.1]],
    ['NITRATE', [1, 51, 1]],
    ['PRES', [10, -6, 30]],
    ['TEMP', [10, 41, 10]],
  ])('%s_2 and its like get the bits of the first', (name, values) => {
    const judged = (as: string) =>
      bitsOf(
        sampleProfile({
          source_kind: 'bgc',
          parameters: [sampleParameter('PRES', [10, 20, 30]), sampleParameter(as, values)].slice(
            name === 'PRES' ? 1 : 0,
          ),
        }),
        as,
      )
    const first = judged(name)
    expect(first).not.toEqual([])
    expect(judged(`${name}_2`)).toEqual(first)
    expect(judged(`${name}_3`)).toEqual(first)
  })

  it.each(['', '_'])('have the pressure of their own sensor, where it has one, with %j before the number', (line) => {
    const parameters = [
      sampleParameter('PRES', [10, 20, 30]),
      sampleParameter('TEMP', [10, 10, 9]),
      sampleParameter(`PRES${line}2`, [-3, 20, 30]),
      sampleParameter(`TEMP${line}2`, [10, 10, 9]),
    ]
    expect(bitsOf(sampleProfile({ parameters }), `TEMP${line}2`)[0]).toEqual(of('globalRange'))
    expect(bitsOf(sampleProfile({ parameters }), 'TEMP')).toEqual([])
  })
})

it('the grey list holds for the platform, the parameter and the day', () => {
  const { list } = parseGreyList(
    'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC\n' +
      '6903247,PSAL,20180101,,3,drift,IF\n6903247,PRES,20300101,,4,leak,IF\n',
  )
  const parameters = quietCtd(4)
  const listed = judge(sampleProfile({ parameters }), list)
  expect(listed.verdicts).toEqual([
    { parameter: 'PSAL', failed_tests: new Int32Array(4).fill(1 << testBit.greyList), flags: '3333' },
  ])
  expect(judge(sampleProfile({ parameters, juld: null }), list).verdicts).toEqual([])
  expect(judge(sampleProfile({ parameters, platform_number: '6903248' }), list).verdicts).toEqual([])
  const leaking = judge(sampleProfile({ parameters, juld: 29_300 }), list)
  expect(leaking.verdicts.map(({ parameter }) => parameter)).toEqual(['PRES', 'TEMP', 'PSAL'])
})

describe('the flags that the tests give', () => {
  const flagsOf = (profile: Profile) =>
    Object.fromEntries(judge(profile).verdicts.map(({ parameter, flags }) => [parameter, flags]))

  it('are those of the worst test, a level without a value has a blank, and a parameter without any is not there', () => {
    const parameters = [
      sampleParameter('PRES', [-3, 10, 20, 30]),
      sampleParameter('TEMP', [20, 41, Number.NaN, 18]),
      sampleParameter('CNDC', [4, 4.1, 4.2, 4.3]),
    ]
    expect(flagsOf(sampleProfile({ parameters }))).toEqual({ PRES: '3111', TEMP: '34 1' })
  })

  it('are 3 for a run of values with a rollover, which only the two at the jump have failed', () => {
    const parameters = [sampleParameter('PRES', [10, 20, 30, 40]), sampleParameter('TEMP', [5, 5, 5.1, 16])]
    expect(flagsOf(sampleProfile({ parameters }))).toEqual({ TEMP: '3344' })
    expect(bitsOf(sampleProfile({ parameters }), 'TEMP')).toEqual([[], [], of('digitRollover'), of('digitRollover')])
  })

  it('are 1 outside of the physical bounds alone, which are no test of Argo’s', () => {
    expect(flagsOf(sampleProfile({ parameters: [sampleParameter('PRES', [-0.1, 10])] }))).toEqual({ PRES: '11' })
  })

  it('are 2 where the grey list says so, and nothing has failed', () => {
    const { list } = parseGreyList(
      'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC\n6903247,PSAL,20100101,,2,x,IF\n',
    )
    expect(judge(sampleProfile({ parameters: quietCtd(3) }), list)).toMatchObject({
      outlier_tests: new Int32Array(0),
      verdicts: [{ parameter: 'PSAL', failed_tests: Int32Array.of(0, 0, 0), flags: '222' }],
    })
  })
})

describe('oxygen, pH and nitrate', () => {
  const bgc = (parameters: ParameterValues[], changes: Partial<Profile> = {}) =>
    sampleProfile({ source_kind: 'synthetic', parameters, ...changes })
  const ctd = (temperature: number, salinity: number) => [
    sampleParameter('PRES', [10, 20, 30]),
    sampleParameter('TEMP', [10, temperature, 9]),
    sampleParameter('PSAL', [35, salinity, 35.1]),
  ]
  const verdictOf = (profile: Profile, parameter: string) =>
    judge(profile).verdicts.find((one) => one.parameter === parameter)

  it.each([
    ['DOXY', 'oxygen', [200, 201, 202]],
    ['DOXY_2', 'oxygen', [200, 201, 202]],
    ['PH_IN_SITU_TOTAL', 'ph', [8, 8.01, 8.02]],
    ['NITRATE', 'nitrate', [1, 1.1, 1.2]],
  ] as const)('%s is probably bad as it comes from the float, which makes no level an outlier', (name, key, values) => {
    const raw = bgc([...ctd(9.5, 35), sampleParameter(name, values)])
    expect(verdictOf(raw, name)).toEqual({
      parameter: name,
      failed_tests: new Int32Array(3).fill(1 << testBit[key]),
      flags: '333',
    })
    expect(judge(raw).outlier_tests).toEqual(new Int32Array(0))
    const adjusted = { data_mode: 'A' as const, adjusted: Float32Array.from(values) }
    expect(verdictOf(bgc([...ctd(9.5, 35), sampleParameter(name, values, adjusted)]), name)).toBeUndefined()
    // With a bad temperature it is bad, with a bad salinity probably, adjusted or not.
    const withBad = (temperature: number, salinity: number) =>
      verdictOf(bgc([...ctd(temperature, salinity), sampleParameter(name, values, adjusted)]), name)?.flags
    expect(withBad(41, 35)).toBe('141')
    expect(withBad(9.5, 42)).toBe('131')
  })

  it('a pH whose sensor has a current of more than 100 nA is probably bad', () => {
    const values = [8, 8.01, 8.02]
    const adjusted = { data_mode: 'A' as const, adjusted: Float32Array.from(values) }
    const profile = bgc([
      sampleParameter('PRES', [10, 20, 30]),
      sampleParameter('PH_IN_SITU_TOTAL', values, adjusted),
      sampleParameter('IB_PH', [-100, 100, 101]),
      sampleParameter('IK_PH', [-101, 0, Number.NaN]),
    ])
    expect(verdictOf(profile, 'PH_IN_SITU_TOTAL')?.flags).toBe('313')
  })

  it('a nitrate whose fit is off by 0.003 is bad', () => {
    const profile = bgc([
      sampleParameter('PRES', [10, 20, 30]),
      sampleParameter('NITRATE', [1, 1.1, 1.2]),
      sampleParameter('FIT_ERROR_NITRATE', [0.0029, 0.003, Number.NaN]),
    ])
    expect(verdictOf(profile, 'NITRATE')?.flags).toBe('343')
  })
})

describe('near the surface', () => {
  const near = (parameters: ParameterValues[], changes: Partial<Profile> = {}) =>
    sampleProfile({ vertical_sampling_scheme: 'Near-surface sampling: averaged, unpumped []', parameters, ...changes })
  const flagsOf = (profile: Profile) =>
    Object.fromEntries(judge(profile).verdicts.map(({ parameter, flags }) => [parameter, flags]))
  const ctd = [
    sampleParameter('PRES', [0.4, 0.9, 1.6]),
    sampleParameter('TEMP', [20, 20.1, 20.2]),
    sampleParameter('PSAL', [35, 35.1, Number.NaN]),
  ]

  it('salinity of an unpumped CTD is probably bad, that of a pumped one and of an APEX is not', () => {
    expect(flagsOf(near(ctd, { platform_type: 'SOLO_II' }))).toEqual({ PSAL: '33 ' })
    expect(judge(near(ctd, { platform_type: 'SOLO_II' })).outlier_tests).toEqual(new Int32Array(0))
    const vertical_sampling_scheme = 'Near-surface sampling: averaged, pumped []'
    expect(flagsOf(near(ctd, { platform_type: 'SOLO_II', vertical_sampling_scheme }))).toEqual({})
    expect(flagsOf(near(ctd, { platform_type: 'APEX', positioning_system: 'ARGOS' })).PSAL).toBeUndefined()
  })

  it('temperatures of an ARVOR down to 1 dbar are probably of the air, of single samples down to 0.5', () => {
    expect(flagsOf(near(ctd))).toEqual({ TEMP: '331', PSAL: '33 ' })
    expect([...judge(near(ctd)).outlier_tests].map(toBits)).toEqual([of('mixedAirWater'), of('mixedAirWater'), []])
    const vertical_sampling_scheme = 'Near-surface sampling: discrete, unpumped []'
    expect(flagsOf(near(ctd, { vertical_sampling_scheme })).TEMP).toBe('311')
  })

  it('an APEX has arrived where its pressure falls by less than half a decibar, without Argos where it falls no more', () => {
    const rising = [
      sampleParameter('PRES', [0.2, 0.4, 1.3, 2.4, 4, 8]),
      sampleParameter('TEMP', [20, 20.1, 20.2, 20.3, 20.4, 20.5]),
      sampleParameter('PSAL', [35, 35.01, 35.02, 35.03, 35.04, 35.05]),
    ]
    const argos = { platform_type: 'APEX', positioning_system: 'ARGOS' }
    expect(flagsOf(near(rising, argos))).toEqual({ PRES: '311111', TEMP: '311111' })
    const iridium = { platform_type: 'NAVIS_A', positioning_system: 'GPS' }
    expect(flagsOf(near(rising, iridium))).toEqual({})
    const still = [sampleParameter('PRES', [0.5, 0.4, 0.4, 2.4, 4, 8]), ...rising.slice(1)]
    expect(flagsOf(near(still, iridium))).toEqual({ PRES: '331111', TEMP: '331111', PSAL: '331111' })
  })
})

it('a conductivity cell that is as warm as the float takes its salinity with it', () => {
  const parameters = (away: number) => [
    ...quietCtd(100),
    sampleParameter(
      'TEMP_CNDC',
      quietCtd(100)[1].raw.map((value, level) => value + (level > 99 - away ? 1.6 : 1)),
    ),
  ]
  expect(judge(sampleProfile({ parameters: parameters(2) })).verdicts).toEqual([])
  const failed = judge(sampleProfile({ parameters: parameters(3) })).verdicts
  const [salinity, cell] = ['PSAL', 'TEMP_CNDC'].map((name) => failed.find(({ parameter }) => parameter === name))
  expect(salinity?.flags).toBe('3'.repeat(100))
  expect(cell?.flags).toBe('4'.repeat(100))
  expect(failed).toHaveLength(2)
})

it('date and position have bits of their own, and none on the levels', () => {
  const odd = sampleProfile({ juld: 10, latitude: 95, parameters: quietCtd(10) })
  expect(judge(odd)).toMatchObject({ profile_failed_tests: 0b1100, outlier_tests: new Int32Array(0), verdicts: [] })
})

it('temperature without salinity is no matter for MEDD', () => {
  const [pressure, temperature, salinity] = quietCtd(60)
  const spiked = { ...temperature, raw: temperature.raw.map((value, i) => (i === 30 ? value + 5.9 : value)) }
  expect(bitsOf(sampleProfile({ parameters: [pressure, spiked] }), 'TEMP')).toEqual([])
  expect(bitsOf(sampleProfile({ parameters: [pressure, spiked, salinity] }), 'TEMP')[30]).toEqual(of('medd'))
})

describe('test 13 is not run', () => {
  const stuck = (changes: Partial<ParameterValues> = {}) => [
    sampleParameter('PRES', [5, 10, 20]),
    sampleParameter('TEMP', [4, 4, 4], changes),
  ]

  it('over values that are estimates, delivered with flag 8', () => {
    expect(bitsOf(sampleProfile({ parameters: stuck() }), 'TEMP')[1]).toEqual(of('stuckValue'))
    expect(bitsOf(sampleProfile({ parameters: stuck({ raw_qc: '888' }) }), 'TEMP')).toEqual([])
  })

  it('for a synthetic profile, where one sample is spread over merged levels', () => {
    expect(bitsOf(sampleProfile({ source_kind: 'synthetic', parameters: stuck() }), 'TEMP')).toEqual([])
    expect(bitsOf(sampleProfile({ source_kind: 'bgc', parameters: stuck() }), 'TEMP')[1]).toEqual(of('stuckValue'))
  })

  it('near the surface, in whatever case the scheme is written', () => {
    for (const scheme of ['near-surface sampling: averaged', 'NEAR-SURFACE SAMPLING', ' Near-Surface sampling: x']) {
      const profile = sampleProfile({ vertical_sampling_scheme: scheme, parameters: stuck() })
      expect(bitsOf(profile, 'TEMP')).toEqual([])
    }
  })
})

it('counts and deviations of samples make no level an outlier, whatever they say', () => {
  const [pressure, temperature, salinity] = quietCtd(4)
  const { list: listed } = parseGreyList(
    'PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC\n6903247,TEMP_STD,20100101,,4,x,IF\n',
  )
  const ofSamples = ['NB_SAMPLE_CTD', 'TEMP_STD', 'PSAL_STD_2', 'TEMP_MED'].map((name) =>
    sampleParameter(name, [1, 1, 1, 1]),
  )
  const profile = sampleProfile({ parameters: [pressure, temperature, salinity, ...ofSamples] })
  expect(judge(profile, listed)).toMatchObject({ outlier_tests: new Int32Array(0), verdicts: [] })
})

it.each([
  ['a parameter is too short', { level_count: 3, parameters: [sampleParameter('PSAL', [35, 35])] }],
  ['the number of levels is none', { level_count: -1 }],
])('throws where %s', (_why, changes) => {
  expect(() => judge(sampleProfile(changes))).toThrow(RangeError)
})
