import { expect, it } from 'vitest'
import type { Profile } from '../api/generated/openApi.ts'
import { lightPalette } from '../plots/palette.ts'
import { mapColours } from './mapColours.ts'

const profile = (platform_number: string, timestamp: string | null, data_mode: string) =>
  ({ platform_number, timestamp, data_mode }) as Profile
const profiles = [
  profile('1', '2020-01-01T00:00:00Z', 'R'),
  profile('1', '2021-01-01T00:00:00Z', 'D'),
  profile('2', null, 'D'),
]
const floats = new Map([
  ['1', '#111111'],
  ['2', '#222222'],
  ['3', '#333333'],
])
const labels = (by: Parameters<typeof mapColours>[0], some = profiles) =>
  mapColours(by, some, floats, lightPalette).legend.map(({ label }) => label)

it('names the floats that are in view, the modes that there are, and times from the first to the last', () => {
  expect(labels('float')).toEqual(['1', '2'])
  expect(labels('mode')).toEqual(['delayed mode', 'real time'])
  expect([labels('time').at(0), labels('time').at(-1)]).toEqual(['2020-01-01', '2021-01-01'])
  expect(labels('time', [profile('2', null, 'D')])).toEqual([])
})

it('gives each position the colour of its legend', () => {
  for (const by of ['float', 'mode', 'time'] as const) {
    const { colourOf, legend } = mapColours(by, profiles, floats, lightPalette)
    expect(legend.map(({ colour }) => colour)).toContain(colourOf(profiles[0] as Profile))
  }
})
