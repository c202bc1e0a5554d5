import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ParameterValues } from '@floatchat/contracts/generated/records'
import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { malformedMissingPsal } from '@floatchat/fixtures/malformedMissingPsal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseLocal } from '../test/support/parseLocal.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixtures-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function parse({ filename, bytes }: { filename: string; bytes: Buffer }) {
  const path = join(folder, filename)
  await writeFile(path, bytes)
  return parseLocal(path)
}

const bestOf = (each: ParameterValues) => Array.from(each.data_mode === 'R' ? each.raw : each.adjusted)
const float32 = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null ? Number.NaN : Math.fround(value)))

test.each([coreSingleProfile(), bgcMultiProfile()])('$filename holds what is known of it', async (fixture) => {
  const { profiles, closing } = await parse(fixture)
  expect(closing).toMatchObject({ rejected: [], void_reason: null, profiles_parsed: fixture.known.profiles.length })
  expect(closing.warnings.filter((each) => !each.includes('dPRES'))).toEqual([])
  expect(profiles).toHaveLength(fixture.known.profiles.length)
  for (const [index, known] of fixture.known.profiles.entries()) {
    const profile = profiles[index]?.profile
    expect(profile).toMatchObject({
      platform_number: fixture.known.platformNumber,
      source_kind: fixture.known.sourceKind,
      float_type: fixture.known.floatType,
      cycle_number: known.cycleNumber,
      direction: known.direction,
      profile_index: known.profileIndex,
      data_mode: known.dataMode,
      timestamp: known.timestamp === null ? null : Date.parse(known.timestamp),
      latitude: known.latitude,
      longitude: known.longitude,
      level_count: known.levelCount,
    })
    const parameters = profile?.parameters ?? []
    expect(Object.fromEntries(parameters.map((each) => [each.name, bestOf(each)]))).toEqual(
      Object.fromEntries(Object.entries(known.best).map(([name, values]) => [name, float32(values)])),
    )
    expect(
      Object.fromEntries(
        parameters.map((each) => [each.name, each.data_mode === 'R' ? each.raw_qc : each.adjusted_qc]),
      ),
    ).toEqual(known.bestQc)
  }
  const levels = profiles.reduce((sum, { profile }) => sum + profile.level_count, 0)
  expect(levels).toBe(fixture.known.measurementCount)
})

test('malformed_missing_psal.nc is refused by the sentence that clients know', async () => {
  const fixture = malformedMissingPsal()
  await expect(parse(fixture)).rejects.toMatchObject({
    code: 'MISSING_VARIABLE',
    retryable: false,
    message: 'Missing required ARGO variable: PSAL',
  })
  expect(fixture.sentence).toBe('Missing required ARGO variable: PSAL')
})
