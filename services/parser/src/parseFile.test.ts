import { newRunId } from '@floatchat/contracts/newRunId'
import type { ArgoProfile } from '@floatchat/fixtures/ArgoProfileFile'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import { describe, expect, test } from 'vitest'
import { inMemory } from '../test/support/inMemory.ts'
import { stagedFile } from '../test/support/parseLocal.ts'
import { parse, pressure, profilesOf, replace, salinity, temperature } from '../test/support/parseProfiles.ts'
import { ClassicNetcdfFile } from './netcdf/classic/ClassicNetcdfFile.ts'
import { parseFile } from './parseFile.ts'

describe('the platform, position and time of each profile are its own', () => {
  test('a daily file of several floats', async () => {
    const floats = ['2902001', '2902002', '13857'].map((platformNumber, index) => ({
      platformNumber,
      cycleNumber: index * 10,
      latitude: index,
      longitude: 200 + index * 100,
    }))
    const { profiles } = await parse(profilesOf(...floats))
    expect(
      profiles.map(({ profile: each }) => [each.platform_number, each.cycle_number, each.latitude, each.longitude]),
    ).toEqual([
      ['2902001', 0, 0, -160],
      ['2902002', 10, 1, -60],
      ['13857', 20, 2, 400],
    ])
  })

  test('both fills of JULD, and a missing position, are missing and never invented', async () => {
    const { profiles } = await parse(
      profilesOf({ juld: 99999, latitude: null }, { cycleNumber: 2, juld: null, longitude: Number.NaN }),
    )
    expect(profiles.map(({ profile: each }) => [each.juld, each.timestamp, each.latitude, each.longitude])).toEqual([
      [null, null, null, 68.25],
      [null, null, 12.5, null],
    ])
  })

  test('a time in other units', async () => {
    const { profiles } = await parse(
      profilesOf({}),
      replace('JULD', {
        values: [1_714_996_800],
        attributes: { units: { type: 'char', values: 'seconds since 1970-01-01' } },
      }),
    )
    expect(profiles[0]?.profile).toMatchObject({ juld: 27154.5, timestamp: Date.UTC(2024, 4, 6, 12) })
  })
})

test('sub-profiles are numbered by cycle and direction, those of the primary sampling first', async () => {
  const near = { verticalSamplingScheme: 'Near-surface sampling: unpumped' }
  const { profiles } = await parse(
    profilesOf(
      near,
      {},
      { verticalSamplingScheme: 'Secondary sampling: discrete' },
      { direction: 'D' },
      { ...near, cycleNumber: 2 },
      {},
    ),
  )
  expect(profiles.map(({ profile: each }) => each.profile_index)).toEqual([2, 0, 3, 0, 0, 1])
})

describe('levels', () => {
  test('those at the end that hold nothing are dropped, one with an adjusted value or an error alone is kept', async () => {
    const adjustedOnly = {
      ...salinity,
      raw: [35, null, null],
      adjusted: [35, 34, null],
      adjustedError: [0.5, 0.5, null],
    }
    const { profiles } = await parse(
      profilesOf({ dataMode: 'D', parameters: [{ ...pressure, raw: [5, null, null] }, adjustedOnly] }),
    )
    expect(profiles[0]?.profile.level_count).toBe(2)
    const salinities = profiles[0]?.profile.parameters[1]
    expect(salinities).toMatchObject({ raw_qc: '11', data_mode: 'D' })
    expect(Array.from(salinities?.raw ?? [])).toEqual([35, Number.NaN])
    expect(Array.from(salinities?.adjusted ?? [])).toEqual([35, 34])
  })

  test('a parameter without one value has empty arrays', async () => {
    const { profiles } = await parse(
      profilesOf({ parameters: [pressure, { ...temperature, raw: [null, null, null], rawQc: '   ' }, salinity] }),
    )
    expect(profiles[0]?.profile.parameters[1]).toMatchObject({ raw: new Float32Array(0), raw_qc: '', adjusted_qc: '' })
  })

  test('only the parameters that the profile itself lists', async () => {
    const { profiles } = await parse(profilesOf({}, { cycleNumber: 2, parameters: [pressure, temperature] }))
    expect(profiles.map(({ profile }) => profile.parameters.map((each) => each.name))).toEqual([
      ['PRES', 'TEMP', 'PSAL'],
      ['PRES', 'TEMP'],
    ])
  })
})

describe('what a file must have', () => {
  test('a float that measures temperature only is sound', async () => {
    expect((await parse(profilesOf({ parameters: [pressure, temperature] }))).profiles).toHaveLength(1)
  })

  test.each(['PLATFORM_NUMBER', 'CYCLE_NUMBER', 'JULD', 'LATITUDE', 'LONGITUDE', 'PRES', 'TEMP', 'PSAL'])(
    '%s',
    async (name) => {
      await expect(parse({ ...profilesOf({}), omit: [name] })).rejects.toMatchObject({
        code: 'MISSING_VARIABLE',
        message: `Missing required ARGO variable: ${name}`,
      })
    },
  )

  test('PSAL where there is no STATION_PARAMETERS, or neither PSAL nor TEMP', async () => {
    const sentence = { message: 'Missing required ARGO variable: PSAL' }
    await expect(parse({ ...profilesOf({}), omit: ['STATION_PARAMETERS', 'PSAL'] })).rejects.toMatchObject(sentence)
    await expect(parse(profilesOf({ parameters: [pressure] }))).rejects.toMatchObject(sentence)
  })

  test('a B-file needs neither', async () => {
    const oxygen = { name: 'DOXY', dataMode: 'A' as const, raw: [200, 190, 180], rawQc: '333' }
    const { profiles } = await parse({
      dataType: 'B-Argo profile',
      ...profilesOf({ dataMode: 'A', parameters: [pressure, oxygen] }),
    })
    expect(profiles[0]?.profile).toMatchObject({ source_kind: 'bgc', float_type: 'BGC', data_mode: 'A' })
    expect(profiles[0]?.profile.parameters.map((each) => each.data_mode)).toEqual(['R', 'A'])
  })

  test('without DATA_TYPE and DATA_MODE it is a core file in real time', async () => {
    const { profiles } = await parse({ ...profilesOf({}), omit: ['DATA_TYPE', 'DATA_MODE', 'STATION_PARAMETERS'] })
    expect(profiles[0]?.profile).toMatchObject({ source_kind: 'core', data_mode: 'R' })
    expect(profiles[0]?.profile.parameters.map((each) => each.name)).toEqual(['PRES', 'TEMP', 'PSAL'])
  })

  test.each([
    [
      'Argo trajectory',
      'UNSUPPORTED_FILE',
      "file.nc is an Argo trajectory file (DATA_TYPE 'Argo trajectory'); only profile",
    ],
    ['Argo technical data', 'UNSUPPORTED_FILE', 'file.nc is an Argo technical data file'],
    ['Argo something new', 'UNSUPPORTED_FILE', "file.nc is an Argo file of the unknown DATA_TYPE 'Argo something new'"],
    [
      'GLODAP bottle data',
      'NOT_ARGO',
      "file.nc is a NetCDF file but not an Argo file: its DATA_TYPE is 'GLODAP bottle data'",
    ],
  ])("'%s' is refused by what it is", async (dataType, code, sentence) => {
    await expect(parse({ dataType, ...profilesOf({}) })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(sentence),
    })
  })
})

describe('a profile that cannot be read is rejected by its number, and the others go on', () => {
  test.each<[string, Partial<ArgoProfile>, string]>([
    ['no platform', { platformNumber: '' }, 'PLATFORM_NUMBER is blank.'],
    ['no cycle', { cycleNumber: 99999 }, 'CYCLE_NUMBER is missing.'],
    ['an unknown direction', { direction: 'X' as 'A' }, "DIRECTION is 'X', which is neither A nor D."],
    ['an unknown mode', { dataMode: 'Q' as 'R' }, "DATA_MODE is 'Q', which is none of R, A and D."],
    ['no pressure', { parameters: [temperature, salinity] }, 'STATION_PARAMETERS does not list PRES for it.'],
  ])('%s', async (_what, change, reason) => {
    const { profiles, closing } = await parse(profilesOf({}, change, { cycleNumber: 3 }))
    expect(profiles.map((each) => each.number)).toEqual([0, 2])
    expect(closing).toMatchObject({ profiles_total: 3, profiles_parsed: 2, void_reason: null })
    expect(closing.rejected).toMatchObject([{ profile_number: 1, reason }])
  })

  test('a file of which none can be read fails with the reasons', async () => {
    await expect(parse(profilesOf({ platformNumber: '' }, { cycleNumber: 99999 }))).rejects.toMatchObject({
      code: 'NO_PROFILE',
      message:
        'None of the 2 profiles of file.nc can be read. profile 0: PLATFORM_NUMBER is blank. profile 1: CYCLE_NUMBER is missing.',
    })
  })
})

describe('warnings', () => {
  test('a PROFILE_<P>_QC that the flags contradict: one sentence for all profiles', async () => {
    const wrong = { parameters: [pressure, { ...temperature, profileQc: 'F' }, salinity] }
    const { closing } = await parse(profilesOf(wrong, { ...wrong, cycleNumber: 2 }, { cycleNumber: 3 }))
    expect(closing.warnings).toEqual([
      'PROFILE_TEMP_QC disagrees with the flags of the levels in 2 profiles: profile 0 has F where its flags make A.',
    ])
  })

  test('spectra are left out by name', async () => {
    const { profiles, closing } = await parse(
      profilesOf({ parameters: [pressure, temperature, salinity, { ...salinity, name: 'UV' }] }),
      (laid) =>
        replace('UV', { dimensions: ['N_PROF', 'N_LEVELS', 'STRING4'], values: Array.from({ length: 12 }, () => 1) })(
          laid,
        ),
    )
    expect(profiles[0]?.profile.parameters.map((each) => each.name)).toEqual(['PRES', 'TEMP', 'PSAL'])
    expect(closing.warnings).toContain(
      'UV was left out: it has numbers of the dimensions N_PROF × N_LEVELS × STRING4 (1 × 3 × 4), not one value a level.',
    )
  })
})

test('a run that breaks off after a profile says so before the error goes on', async () => {
  const bytes = writeClassicFile(layOutArgoProfiles(profilesOf({}, { cycleNumber: 2 })))
  const netcdf = ClassicNetcdfFile.open(inMemory(bytes, 'broken-off.nc'), 'broken-off.nc')
  const stopping = new AbortController()
  const run = parseFile(netcdf, stagedFile('broken-off.nc'), newRunId(), { signal: stopping.signal, progress() {} })
  expect((await run.next()).value).toMatchObject({ type: 'ProfileParsed' })
  stopping.abort(new Error('the stage stops'))
  expect((await run.next()).value).toMatchObject({
    type: 'FileParsed',
    value: { void_reason: 'the stage stops', profiles_parsed: 1, profiles_total: 2 },
  })
  await expect(run.next()).rejects.toThrow('the stage stops')
})
