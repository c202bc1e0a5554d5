import { setImmediate } from 'node:timers/promises'
import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inMemory } from '../test/support/inMemory.ts'
import { hdf5Workers, parseLocal, parseOpened } from '../test/support/parseLocal.ts'
import { profilesOf, sound } from '../test/support/parseProfiles.ts'
import { unpack } from '../test/support/unpack.ts'
import type { FileLimits } from './FileLimits.ts'

/** A classic file of profiles with these names beside PRES, TEMP and PSAL in STATION_PARAMETERS. */
function listing(profiles: number, names: readonly string[]): Buffer {
  const laid = layOutArgoProfiles(
    profilesOf(...Array.from({ length: profiles }, (_, cycleNumber) => ({ cycleNumber }))),
  )
  const all = ['PRES', 'TEMP', 'PSAL', ...names].map((name) => name.padEnd(16)).join('')
  return writeClassicFile({
    ...laid,
    dimensions: { ...laid.dimensions, N_PARAM: names.length + 3 },
    variables: laid.variables
      .filter((each) => each.name === 'STATION_PARAMETERS' || !each.dimensions.includes('N_PARAM'))
      .map((each) => (each.name === 'STATION_PARAMETERS' ? { ...each, values: all.repeat(profiles) } : each)),
  })
}
const many = Array.from({ length: 1000 }, (_, index) => `PARAMETER_${index}`)
const parse = (bytes: Buffer, limits: Partial<FileLimits> = {}) =>
  parseOpened(inMemory(bytes, 'file.nc'), 'file.nc', hdf5Workers, limits)

test('a thousand names over fifty profiles are decoded once', async () => {
  const { profiles, closing } = await parse(listing(50, many), { PROFILE_MAX_PARAMETERS: 1003 })
  expect(profiles).toHaveLength(50)
  // A name without a variable delivers nothing.
  expect(profiles[49]?.profile.parameters.map(({ name }) => name)).toEqual(['PRES', 'TEMP', 'PSAL'])
  expect(closing.warnings).toContain('STATION_PARAMETERS lists PARAMETER_7, and the file has no such variable.')
})

test.each<[Partial<FileLimits>, string]>([
  [{}, 'file.nc has 1003 parameters (N_PARAM); at most 256 can be read.'],
  [{ FILE_MAX_PROFILES: 49 }, 'file.nc has 50 profiles (N_PROF); at most 49 can be read. Send it in parts.'],
  [
    { PROFILE_MAX_PARAMETERS: 1003, PROFILE_MAX_LEVELS: 2 },
    'file.nc has 3 levels a profile (N_LEVELS); at most 2 can be read.',
  ],
  [{ PROFILE_MAX_PARAMETERS: 1003, PROFILE_MAX_BYTES: 16_000 }, 'file.nc has 16'],
  [
    { PROFILE_MAX_PARAMETERS: 1003, FILE_MAX_BYTES: 800_000 },
    'file.nc is too large when unpacked: its profiles have 8',
  ],
])('a file beyond %j is refused by a sentence', async (limits, sentence) => {
  await expect(parse(listing(50, many), limits)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    retryable: false,
    message: expect.stringContaining(sentence),
  })
})

test('a text of more characters than any has is refused', async () => {
  const laid = layOutArgoProfiles(profilesOf({}))
  const bytes = writeClassicFile({
    ...laid,
    dimensions: { ...laid.dimensions, LONG: 5000 },
    variables: [
      ...laid.variables.filter((each) => each.name !== 'PI_NAME'),
      { name: 'PI_NAME', type: 'char', dimensions: ['N_PROF', 'LONG'], values: 'x'.repeat(5000) },
    ],
  })
  await expect(parse(bytes)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: 'file.nc has texts of 5000 characters in PI_NAME; at most 4096 can be read.',
  })
})

test('others have their turn while many profiles are decoded', async () => {
  const profiles = Array.from({ length: 20_000 }, (_, cycleNumber) => ({ ...sound, cycleNumber }))
  const bytes = writeClassicFile(layOutArgoProfiles({ profiles }))
  let turns = 0
  let ended = false
  const others = (async () => {
    while (!ended) {
      await setImmediate()
      turns += 1
    }
  })()
  expect((await parse(bytes)).profiles).toHaveLength(20_000)
  ended = true
  await others
  expect(turns).toBeGreaterThan(3)
})

describe('a NetCDF-4 file that costs its sender nothing is refused before it is read', () => {
  let files: Awaited<ReturnType<typeof unpack>>
  beforeAll(async () => {
    files = await unpack('containers')
  })
  afterAll(() => files[Symbol.asyncDispose]())

  // Written by netCDF-C: test/containers/make_odd.py.
  test.each<[string, Partial<FileLimits>, string]>([
    ['unwritten_parameters', {}, 'has 1000 parameters (N_PARAM); at most 256 can be read.'],
    ['unwritten_profiles', {}, 'has 1000000 profiles (N_PROF); at most 100000 can be read. Send it in parts.'],
    ['unwritten_many', {}, 'become 60000 profiles with 4080000 bytes of values, which cost as much as 65520000 bytes'],
    ['unwritten_levels', {}, 'has 10000000 levels a profile (N_LEVELS); at most 100000 can be read.'],
    ['unwritten_block', {}, 'is too large when unpacked'],
    [
      'one_chunk',
      { FILE_MAX_RATIO: 5000 },
      'is stored in chunks that are too large: those of PRES have 65536000 bytes. Write it with smaller chunks.',
    ],
    [
      'one_chunk',
      { FILE_MAX_RATIO: 5000, FILE_MAX_BYTES: 300_000_000 },
      'is stored in chunks of so many profiles that',
    ],
  ])('odd.%s.nc within %j', async (name, limits, sentence) => {
    await expect(parseLocal(files.path(`odd.${name}.nc`), hdf5Workers, limits)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      retryable: false,
      message: expect.stringContaining(sentence),
    })
  })

  test('what was never written is fill where it is not too much', async () => {
    const path = files.path('odd.unwritten_block.nc')
    const { profiles, closing } = await parseLocal(path, hdf5Workers, { FILE_MAX_RATIO: 6000, FILE_MAX_BYTES: 2 ** 31 })
    expect(profiles[0]?.profile).toMatchObject({ platform_number: '2902001', level_count: 1 })
    expect(closing.rejected).toHaveLength(499)
  })
})
