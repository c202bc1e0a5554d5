import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'
import { describe, expect, test } from 'vitest'
import { argoFile, readTruth, type TruthParameter, type TruthProfile } from '../test/support/argoFiles.ts'
import { parseLocal } from '../test/support/parseLocal.ts'

const { cases } = readTruth()

describe(`real files are read as netCDF4-python reads them`, () => {
  test.each(cases)('$file', async (truth) => {
    const { profiles, closing } = await parseLocal(argoFile(truth.file))
    expect(closing).toMatchObject({
      data_type: truth.data_type,
      format_version: truth.format_version,
      profiles_total: truth.n_prof,
      profiles_parsed: truth.n_prof,
      rejected: [],
    })
    expect(profiles.map((each) => each.number)).toEqual(truth.profiles.map((each) => each.i))
    for (const [index, expected] of truth.profiles.entries()) {
      const { profile } = profiles[index] as (typeof profiles)[number] // as many as expected, by the line above
      expect(identity(profile)).toEqual(identityOf(expected))
      const parameters = new Map(profile.parameters.map((each) => [each.name, each]))
      for (const [name, values] of Object.entries(expected.params)) {
        const parameter = parameters.get(name)
        expect(parameter, `${name} of profile ${index}`).toBeDefined()
        if (parameter !== undefined) compare(parameter, values, `${name} of profile ${index}`)
      }
      expect(levelCounts(profile)).toEqual({
        best: expected.levels_with_best_pres,
        rawPressure: expected.levels_with_raw_pres,
      })
    }
  })

  test.each(['2901623_Rtraj.nc', '2901623_tech.nc'])('%s is refused by its kind', async (name) => {
    await expect(parseLocal(argoFile(name))).rejects.toMatchObject({
      code: 'UNSUPPORTED_FILE',
      message: expect.stringMatching(/is an Argo (trajectory|technical data) file \(DATA_TYPE 'Argo /),
    })
  })

  test('3902131_meta.nc fills what is known of the float', async () => {
    const { profiles, closing } = await parseLocal(argoFile('3902131_meta.nc'))
    expect(profiles).toEqual([])
    expect(closing.float_metadata).toMatchObject({
      platform_number: '3902131',
      deployment_date: Date.UTC(2018, 2, 13, 3, 44),
      deployment_latitude: -6.6326,
      deployment_longitude: 5.0044,
      program: 'AtlantOS',
      platform_type: 'ARVOR_D',
      wmo_inst_type: '838',
      float_type: 'BGC',
      sensors: ['CTD_PRES', 'CTD_TEMP', 'CTD_CNDC', 'OPTODE_DOXY'],
    })
    expect(closing.float_metadata?.attributes).toMatchObject({
      PLATFORM_FAMILY: 'FLOAT_DEEP',
      CONFIG_ProfilePressure_dbar: '4000',
    })
  })
})

function identity(profile: Profile) {
  return {
    platform: profile.platform_number,
    cycle: profile.cycle_number,
    direction: profile.direction,
    juld: profile.juld,
    date: profile.timestamp === null ? null : new Date(profile.timestamp).toISOString(),
    juldQc: profile.juld_qc,
    latitude: profile.latitude,
    longitude: profile.longitude,
    positionQc: profile.position_qc,
    // The truth has its first 60 characters.
    scheme: profile.vertical_sampling_scheme.slice(0, 60).trim(),
    mode: profile.source_kind === 'synthetic' ? null : profile.data_mode,
    modes:
      profile.source_kind === 'core'
        ? null
        : Object.fromEntries(profile.parameters.map((each) => [each.name, each.data_mode])),
  }
}

function identityOf(truth: TruthProfile) {
  return {
    platform: truth.platform,
    cycle: truth.cycle,
    direction: truth.direction,
    juld: truth.juld,
    // The file says milliseconds; what is stored is rounded half up to the second.
    date: truth.date === null ? null : new Date(Math.round(Date.parse(truth.date) / 1000) * 1000).toISOString(),
    juldQc: truth.juld_qc.trim(),
    latitude: truth.lat,
    longitude: truth.lon,
    positionQc: truth.position_qc.trim(),
    scheme: (truth.vss ?? '').slice(0, 60).trim(),
    mode: truth.data_mode,
    modes: truth.param_modes === null ? null : modesOfScalars(truth),
  }
}

/** Spectra have a mode too, and no place in a profile. */
function modesOfScalars({ param_modes: modes }: TruthProfile) {
  return Object.fromEntries(Object.entries(modes ?? {}).filter(([name]) => name !== 'UV_INTENSITY_NITRATE'))
}

function compare(parameter: ParameterValues, truth: TruthParameter, what: string): void {
  const adjusted = parameter.data_mode !== 'R'
  const best = Array.from(adjusted ? parameter.adjusted : parameter.raw)
  const known = best.filter((value) => !Number.isNaN(value))
  const raw = Array.from(parameter.raw).filter((value) => !Number.isNaN(value))
  expect(
    {
      mode: parameter.data_mode,
      n: known.length,
      min: known.length === 0 ? null : Math.min(...known),
      max: known.length === 0 ? null : Math.max(...known),
      first: known[0] ?? null,
      last: known.at(-1) ?? null,
      rawN: raw.length,
    },
    what,
  ).toEqual({
    mode: truth.mode,
    n: truth.n,
    min: truth.min,
    max: truth.max,
    first: truth.first,
    last: truth.last,
    rawN: truth.raw_n,
  })
  expect(sum(known), what).toBeCloseTo(truth.sum, 3)
  expect(sum(raw), what).toBeCloseTo(truth.raw_sum, 3)
  const counts: Record<string, number> = {}
  for (const flag of adjusted ? parameter.adjusted_qc : parameter.raw_qc)
    if (flag !== ' ') counts[flag] = (counts[flag] ?? 0) + 1
  expect(counts, what).toEqual(truth.qc)
}

function levelCounts(profile: Profile) {
  const pressure = profile.parameters.find((each) => each.name === 'PRES')
  const count = (values: Iterable<number> = []) => [...values].filter((value) => !Number.isNaN(value)).length
  return {
    best: count(pressure?.data_mode === 'R' ? pressure.raw : pressure?.adjusted),
    rawPressure: count(pressure?.raw),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
