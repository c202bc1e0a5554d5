import { expect, it } from 'vitest'
import type { ProfileContents } from '../api/datasets.ts'
import { loadProfile } from './LoadedProfile.ts'
import { withFlags } from './withFlags.ts'

const parameter = (name: string, more: object) => ({
  ...{ parameter: name, data_mode: 'D', units: null, raw: [1, 2, 3, 4], qc: '1111', adjusted: [5, 6, 7, 8] },
  ...{
    adjusted_qc: '1248',
    adjusted_error: [0.1, 0.1, 0.1, 0.1],
    is_double: false,
    failed_tests: [0, 1, 2, 0],
    ...more,
  },
})
const profile = loadProfile({
  ...{ profile_id: 1, level_count: 4, data_mode: 'D' },
  parameters: [parameter('PRES', {}), parameter('TEMP', {}), parameter('DOXY', { data_mode: 'R', qc: '3333' })],
} as unknown as ProfileContents)
const best = (choice: Parameters<typeof withFlags>[1], name = 'TEMP') => {
  const values = withFlags(profile, choice).variables.get(name)?.best
  return values === undefined ? undefined : [...values]
}

it('leaves out values by the flag with which they came, raw and adjusted each by its own', () => {
  expect(best('all')).toEqual([5, 6, 7, 8])
  expect(best('usable')).toEqual([5, 6, Number.NaN, 8])
  expect(best('good')).toEqual([5, Number.NaN, Number.NaN, Number.NaN])
  expect([...(withFlags(profile, 'good').variables.get('TEMP')?.raw ?? [])]).toEqual([1, 2, 3, 4])
  expect([...(withFlags(profile, 'good').variables.get('TEMP')?.failed ?? [])]).toEqual([0, 0, 0, 0])
})

it('knows a parameter without such a value as one without values, and keeps the pressures', () => {
  expect(best('usable', 'DOXY')).toBe(undefined)
  expect(best('good', 'PRES')).toEqual([5, 6, 7, 8])
  expect(withFlags(profile, 'good')).toBe(withFlags(profile, 'good'))
})
