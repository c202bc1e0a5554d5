import { readFileSync } from 'node:fs'
import { testBit } from '@floatchat/contracts/qualityTests'
import { expect, test } from 'vitest'
import { sampleParameter, sampleProfile } from '../test/support/sampleProfile.ts'
import { judgeProfile } from './judgeProfile.ts'
import { Workspace } from './Workspace.ts'

interface Vector {
  readonly scheme: string
  readonly platform: string
  readonly positioning: string
  readonly parameters: Readonly<Record<string, { readonly mode: 'R' | 'A'; readonly values: (number | null)[] }>>
  readonly expected: Readonly<Record<string, { readonly failed: number[]; readonly flags: string }>>
}

/** The tests that are restated, and 6, which says what is bad already. */
const restated = [6, 21, 22, 26].reduce((bits, bit) => bits | (1 << bit), 0)
const bits = restated | (1 << testBit.ph) | (1 << testBit.oxygen) | (1 << testBit.nitrate)

test('an independent implementation of tests 21, 22, 26, 56, 57 and 59 says the same value by value', () => {
  const path = new URL('../test/oracle/sensorTests.json', import.meta.url)
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vector[]
  expect(vectors.length).toBeGreaterThan(200)
  const workspace = new Workspace()
  for (const [index, { scheme, platform, positioning, parameters, expected }] of vectors.entries()) {
    const profile = sampleProfile({
      source_kind: 'synthetic',
      vertical_sampling_scheme: scheme,
      platform_type: platform,
      positioning_system: positioning,
      parameters: Object.entries(parameters).map(([name, { mode, values }]) => {
        const numbers = Float32Array.from(values, (value) => value ?? Number.NaN)
        return sampleParameter(name, numbers, {
          data_mode: mode,
          adjusted: mode === 'A' ? numbers : new Float32Array(),
        })
      }),
    })
    const { verdicts } = judgeProfile(profile, { now: Date.UTC(2024, 0, 1), greyList: undefined }, workspace)
    const found = verdicts
      .map(({ parameter, failed_tests, flags }) => [parameter, { failed: [...failed_tests], flags }] as const)
      .filter(([, { flags }]) => /[234]/.test(flags))
      .map(([name, { failed, flags }]) => [name, { failed: failed.map((some) => some & bits), flags }] as const)
    expect(Object.fromEntries(found), `vector ${index}`).toEqual(expected)
  }
})
