import type { ClassicFile, ClassicVariable } from '@floatchat/netcdf/ClassicFile'
import { describe, expect, test } from 'vitest'
import { parse, pressure, profilesOf, replace, salinity, temperature } from '../test/support/parseProfiles.ts'

const oxygen = { name: 'DOXY', dataMode: 'D' as const, raw: [200, 190, 180], rawQc: '333' }
const adjustedOxygen = { ...oxygen, adjusted: [210, 200, 190], adjustedQc: '111', adjustedError: [1, 1, 1] }
const bFile = (...parameters: Parameters<typeof profilesOf>[0][]) => ({
  dataType: 'B-Argo profile',
  ...profilesOf(...parameters),
})
const without = (...names: string[]) => ({ omit: names })
const add =
  (...variables: ClassicVariable[]) =>
  (laid: ClassicFile) => ({ ...laid, variables: [...laid.variables, ...variables] })

describe('the best values of a parameter are those that its data_mode says', () => {
  test('raw where the file has no adjusted ones, with a warning, whatever mode it claims', async () => {
    const file = bFile({ dataMode: 'D', parameters: [pressure, oxygen] })
    const { profiles, closing } = await parse({ ...file, ...without('DOXY_ADJUSTED', 'DOXY_ADJUSTED_QC') })
    expect(profiles[0]?.profile).toMatchObject({ data_mode: 'D' })
    expect(profiles[0]?.profile.parameters).toMatchObject([
      { name: 'PRES', data_mode: 'R', raw: Float32Array.of(5, 10, 20) },
      { name: 'DOXY', data_mode: 'R', raw: Float32Array.of(200, 190, 180) },
    ])
    expect(closing.warnings).toContain(
      'DOXY is in mode A or D in 1 profile, and the file has no DOXY_ADJUSTED: its raw values are its only ones.',
    )
  })

  test('the pressure of a B-file is raw, without a warning', async () => {
    const file = bFile({ dataMode: 'D', parameters: [{ ...pressure, dataMode: 'D' }, adjustedOxygen] })
    const { profiles, closing } = await parse(file)
    expect(profiles[0]?.profile.parameters.map(({ data_mode }) => data_mode)).toEqual(['R', 'D'])
    expect(closing.warnings).toEqual([])
  })

  test.each([
    ['blank', {}, { ...adjustedOxygen, dataMode: ' ' as const }],
    ['absent', without('PARAMETER_DATA_MODE'), adjustedOxygen],
  ])('DATA_MODE holds where PARAMETER_DATA_MODE is %s', async (_what, change, parameter) => {
    const file = bFile({ dataMode: 'D', parameters: [pressure, parameter] })
    const { profiles, closing } = await parse({ ...file, ...change })
    expect(profiles[0]?.profile.parameters.map(({ data_mode }) => data_mode)).toEqual(['R', 'D'])
    expect(closing.warnings).toEqual([
      'PARAMETER_DATA_MODE is missing or blank for parameters of 1 profile; DATA_MODE holds for them.',
    ])
  })
})

describe('what STATION_PARAMETERS does not list', () => {
  test('is kept where it has values, with a warning', async () => {
    const names = ['PRES', 'TEMP', ''].map((name) => name.padEnd(16)).join('')
    const { profiles, closing } = await parse(profilesOf({}), replace('STATION_PARAMETERS', { values: names }))
    expect(profiles[0]?.profile.parameters.map(({ name }) => name)).toEqual(['PRES', 'TEMP', 'PSAL'])
    expect(profiles[0]?.profile.parameters[2]?.raw_qc).toBe('111')
    expect(closing.warnings).toEqual([
      'PSAL is not listed by STATION_PARAMETERS in 1 profile with values of it, which were kept.',
    ])
  })

  test('is all of the file where it is blank', async () => {
    const { profiles, closing } = await parse(profilesOf({}), replace('STATION_PARAMETERS', { values: ' '.repeat(48) }))
    expect(profiles[0]?.profile.parameters.map(({ name }) => name)).toEqual(['PRES', 'TEMP', 'PSAL'])
    expect(closing.warnings).toEqual(['STATION_PARAMETERS is blank in 1 profile; the file was searched.'])
  })
})

describe('what is there and cannot be used', () => {
  const two = profilesOf({}, { cycleNumber: 2 })

  test.each(['DIRECTION', 'DATA_MODE'])('%s refuses the file', async (name) => {
    const short = replace(name, { dimensions: ['SHORT'], values: 'A' })
    const change = (laid: ClassicFile) => short({ ...laid, dimensions: { ...laid.dimensions, SHORT: 1 } })
    await expect(parse(two, change)).rejects.toMatchObject({
      code: 'MALFORMED_NETCDF',
      message: `The profiles of file.nc (N_PROF 2) cannot be read: ${name} has texts of the dimensions SHORT (1).`,
    })
  })

  test.each([
    ['JULD_QC', { type: 'char', dimensions: ['STRING4', 'STRING2'], values: '11111111' }],
    ['TEMP_QC', { type: 'char', dimensions: ['N_PROF', 'STRING2'], values: '1111' }],
    ['PSAL_ADJUSTED', { type: 'float', dimensions: ['N_PROF', 'STRING4'], values: [1, 2, 3, 4, 5, 6, 7, 8] }],
    ['VERTICAL_SAMPLING_SCHEME', { type: 'char', dimensions: ['STRING4'], values: 'Near' }],
  ] as const)('%s is named in a warning', async (name, change) => {
    const { profiles, closing } = await parse(two, replace(name, change))
    expect(profiles).toHaveLength(2)
    expect(closing.warnings.filter((each) => each.startsWith(`${name} was left out: it has`))).toHaveLength(1)
  })

  test('units of time that nobody understands refuse the file', async () => {
    const units = { units: { type: 'char', values: 'fortnights since the launch' } } as const
    await expect(parse(two, replace('JULD', { attributes: units }))).rejects.toMatchObject({
      code: 'MALFORMED_NETCDF',
      message: expect.stringMatching(
        /^file\.nc counts JULD in 'fortnights since the launch', which is not understood\./,
      ),
    })
  })

  test('JULD without units is days since 1950, and JULD of 32 bits has no seconds: both are said', async () => {
    const { profiles, closing } = await parse(two, replace('JULD', { type: 'float', attributes: {} }))
    expect(profiles[0]?.profile.juld).toBe(27154.5)
    expect(closing.warnings).toEqual([
      'JULD has no units; its values were read as days since 1950-01-01.',
      'JULD is stored with 32 bits, which holds no seconds: its times are minutes off.',
    ])
  })

  test('a table of single measurements is no file of profiles', async () => {
    const points = ({ dimensions: { N_LEVELS: _, ...dimensions }, ...laid }: ClassicFile) => ({
      ...laid,
      dimensions,
      variables: laid.variables.map((variable) =>
        variable.dimensions[1] === 'N_LEVELS'
          ? { ...variable, dimensions: ['N_PROF'], values: variable.values.slice(0, 2) }
          : variable,
      ),
    })
    await expect(parse(two, points)).rejects.toMatchObject({
      code: 'MALFORMED_NETCDF',
      message: expect.stringContaining('it is a table of single measurements, not of profiles'),
    })
  })
})

test('an array that is larger than can be turned refuses the file', async () => {
  const levels = 2_200_000
  const across = (laid: ClassicFile) => ({
    ...laid,
    dimensions: { ...laid.dimensions, N_LEVELS: levels },
    variables: laid.variables
      .filter(({ name, dimensions }) => !dimensions.includes('N_LEVELS') || ['PRES', 'TEMP', 'PSAL'].includes(name))
      .map((variable) =>
        variable.dimensions.includes('N_LEVELS')
          ? { ...variable, dimensions: ['N_LEVELS', 'N_PROF'], values: new Float32Array(levels) }
          : variable,
      ),
  })
  await expect(parse(profilesOf({}), across)).rejects.toMatchObject({
    code: 'MALFORMED_NETCDF',
    message: expect.stringMatching(
      /PRES has numbers of the dimensions N_LEVELS × N_PROF .* more than can be turned\.$/,
    ),
  })
})

test('a blank DIRECTION or DATA_MODE is taken for the usual one, and said', async () => {
  const { profiles, closing } = await parse(profilesOf({ dataMode: ' ' }), replace('DIRECTION', { values: ' ' }))
  expect(profiles[0]?.profile).toMatchObject({ direction: 'A', data_mode: 'R' })
  expect(closing.warnings).toEqual([
    'DIRECTION is blank in 1 profile, taken for ascending.',
    'DATA_MODE is blank in 1 profile, taken for R.',
  ])
})

test('DATE_UPDATE in ISO 8601 is read as far as it goes, and said', async () => {
  const { profiles, closing } = await parse({ ...profilesOf({}), dateUpdate: '2022-02-18T07:' })
  expect(profiles[0]?.profile.date_update).toBe(Date.UTC(2022, 1, 18, 7))
  expect(closing.warnings).toEqual([
    "DATE_UPDATE is '2022-02-18T07:', which is no YYYYMMDDHHMISS and was read as far as it goes.",
  ])
})

test('files put one behind another keep the date of each, and one of another family is rejected', async () => {
  const change = (laid: ClassicFile) => ({
    ...laid,
    variables: laid.variables.map((variable) => {
      if (variable.name === 'DATE_UPDATE')
        return {
          ...variable,
          dimensions: ['N_PROF', 'DATE_TIME'],
          values: '202401010000002024020200000020240303000000',
        }
      if (variable.name !== 'DATA_TYPE') return variable
      const types = ['Argo profile', 'Argo profile', 'B-Argo profile'].map((type) => type.padEnd(16)).join('')
      return { ...variable, dimensions: ['N_PROF', 'STRING16'], values: types }
    }),
  })
  const { profiles, closing } = await parse(profilesOf({}, { cycleNumber: 2 }, { cycleNumber: 3 }), change)
  expect(profiles.map(({ profile }) => profile.date_update)).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 2)])
  expect(closing.rejected).toMatchObject([
    { profile_number: 2, reason: "Its DATA_TYPE is 'B-Argo profile', and that of the file 'Argo profile'." },
  ])
})

describe('values of any size', () => {
  test('a double that a float does not hold comes along, in that profile and that parameter only', async () => {
    const counts = (values: number[]): ClassicVariable => ({
      name: 'RAW_DOWNWELLING_PAR',
      type: 'double',
      dimensions: ['N_PROF', 'N_LEVELS'],
      attributes: { _FillValue: { type: 'double', values: [99_999] } },
      values,
    })
    const values = [2_200_000_001, 99_999, 2_200_000_003, 1, 2, 99_999]
    const { profiles } = await parse(profilesOf({}, { cycleNumber: 2 }), add(counts(values)))
    const [first, second] = profiles.map(({ profile }) => profile.parameters.at(-1))
    expect(first).toMatchObject({
      name: 'RAW_DOWNWELLING_PAR',
      raw: Float32Array.of(2_200_000_001, Number.NaN, 2_200_000_003),
      raw_double: Float64Array.of(2_200_000_001, Number.NaN, 2_200_000_003),
    })
    expect(second).toMatchObject({ raw: Float32Array.of(1, 2, Number.NaN), raw_double: new Float64Array(0) })
    expect(profiles[0]?.profile.parameters[0]?.raw_double).toHaveLength(0)
  })

  test('a delivered value is no fill for being large', async () => {
    const large = { ...salinity, raw: [1_257_563, 34, 99_998], rawQc: '414' }
    const { profiles } = await parse(profilesOf({ parameters: [pressure, temperature, large] }))
    expect(profiles[0]?.profile.parameters[2]).toMatchObject({ raw: Float32Array.of(1_257_563, 34, 99_998) })
  })

  test('a time beyond all calendars is kept as it is and is none', async () => {
    const { profiles } = await parse(profilesOf({ juld: 1e12 }))
    expect(profiles[0]?.profile).toMatchObject({ juld: 1e12, timestamp: null })
  })

  test('a cycle that no integer holds rejects its profile', async () => {
    const { closing } = await parse(profilesOf({}, {}), replace('CYCLE_NUMBER', { type: 'double', values: [1, 3e9] }))
    expect(closing.rejected).toMatchObject([{ reason: 'CYCLE_NUMBER is 3000000000, which is no number of a cycle.' }])
  })
})
