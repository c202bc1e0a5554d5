import type { ArgoProfile, ArgoProfileFile } from '@floatchat/fixtures/ArgoProfileFile'
import { describe, expect, test } from 'vitest'
import { parse, pressure, profilesOf, salinity, temperature } from '../../test/support/parseProfiles.ts'

describe('the digest of the contents', () => {
  const digest = async (file: ArgoProfileFile) => (await parse(file)).profiles[0]?.profile.content_sha256

  test('is equal for equal contents, whatever the container and what else is in the file', async () => {
    const reference = await digest(profilesOf({}))
    expect(await digest({ ...profilesOf({}), version: 5 })).toBe(reference)
    expect(await digest(profilesOf({}, { cycleNumber: 2, parameters: [pressure, temperature] }))).toBe(reference)
  })

  test.each<[string, Partial<ArgoProfile>]>([
    ['a value', { parameters: [pressure, { ...temperature, raw: [20, 15, 10.5] }, salinity] }],
    ['a flag', { parameters: [pressure, { ...temperature, rawQc: '114' }, salinity] }],
    ['an adjusted value', { parameters: [pressure, { ...temperature, adjusted: [20, null, null] }, salinity] }],
    ['the mode', { dataMode: 'A' }],
    ['the position', { latitude: 12.25 }],
  ])('tells apart by %s', async (_what, change) => {
    expect(await digest(profilesOf(change))).not.toBe(await digest(profilesOf({})))
  })
})
