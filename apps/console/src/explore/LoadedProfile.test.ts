import { expect, it } from 'vitest'
import type { Parameter, ProfileContents } from '../api/datasets.ts'
import type { Profile } from '../api/generated/openApi.ts'
import { loadProfile, profileLabel } from './LoadedProfile.ts'

const profile: Profile = {
  profile_id: 1,
  dataset_id: 2,
  platform_number: '5906072',
  cycle_number: 116,
  direction: 'A',
  source_kind: 'core',
  profile_index: 0,
  juld_qc: null,
  timestamp: null,
  latitude: null,
  longitude: null,
  position_qc: null,
  position_invalid: false,
  data_mode: 'D',
  vertical_sampling_scheme: null,
  level_count: 2,
  outlier_count: 0,
  out_of_bounds_count: 0,
  failed_tests: 0,
}

const parameter = (name: string, change: Partial<Parameter>): Parameter => ({
  ...{ parameter: name, data_mode: 'D', units: 'u', raw: [1, 2], qc: '11', adjusted: [3, null], adjusted_qc: '14' },
  ...{ adjusted_error: null, failed_tests: null, proposed_qc: null, is_double: false },
  ...change,
})

const load = (...parameters: Parameter[]) => loadProfile({ ...profile, parameters } satisfies ProfileContents)

it('holds doubles where the file has some that 32 bits do not hold, and floats elsewhere', () => {
  const counts = parameter('RAW_DOWNWELLING_PAR', { data_mode: 'R', raw: [2_200_000_001, null], is_double: true })
  const { variables } = load(parameter('PRES', {}), counts)
  expect(variables.get('RAW_DOWNWELLING_PAR')?.best).toEqual(Float64Array.of(2_200_000_001, Number.NaN))
  expect(variables.get('PRES')?.raw).toBeInstanceOf(Float32Array)
})

it('takes the adjusted side in delayed mode, without falling back where it is missing', () => {
  const { variables, bestPressure, rawPressure } = load(parameter('PRES', {}))
  expect(variables.get('PRES')?.best).toEqual(Float32Array.of(3, Number.NaN))
  expect(bestPressure).toEqual(Float32Array.of(3, Number.NaN))
  expect(rawPressure).toEqual(Float32Array.of(1, 2))
})

it('takes the raw side in real time, even where adjusted values were delivered', () => {
  const loaded = load(parameter('TEMP', { data_mode: 'R', failed_tests: [0, 64] }))
  expect(loaded.variables.get('TEMP')).toMatchObject({
    best: Float32Array.of(1, 2),
    bestQc: '11',
    failed: Int32Array.of(0, 64),
  })
})

it('has no best side where all adjusted values are missing, and stands on raw pressure where there is no other', () => {
  const loaded = load(parameter('PSAL', { adjusted: [null, null] }), parameter('PRES', { adjusted: null }))
  expect(loaded.variables.get('PSAL')?.best).toBeUndefined()
  expect(loaded.bestPressure).toEqual(Float32Array.of(1, 2))
})

it('names a profile so that it is told from others of its cycle', () => {
  expect(profileLabel(profile)).toBe('5906072 · cycle 116')
  expect(profileLabel({ ...profile, direction: 'D', source_kind: 'bgc', profile_index: 2 })).toBe(
    '5906072 · cycle 116 down bgc sub-profile 2',
  )
})
