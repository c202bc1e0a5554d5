import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oddFile } from '../../test/support/argoFiles.ts'
import { parseLocal } from '../../test/support/parseLocal.ts'
import { unpack } from '../../test/support/unpack.ts'

// Written by netCDF-C: test/containers/make_odd.py.
let files: Awaited<ReturnType<typeof unpack>>
let usual: Awaited<ReturnType<typeof parseLocal>>
beforeAll(async () => {
  files = await unpack('containers')
  usual = await parseLocal(files.path('bgc_multi_profile.cdf1.nc'))
})
afterAll(() => files[Symbol.asyncDispose]())

test('a file with a user block is read', async () => {
  const { profiles } = await parseLocal(files.path('odd.userblock8192.nc'))
  expect(profiles).toEqual(usual.profiles)
})

test('a file with its variables in groups is refused by a sentence that says so', async () => {
  await expect(parseLocal(files.path('odd.groups.nc'))).rejects.toMatchObject({
    code: 'UNSUPPORTED_FILE',
    message:
      'odd.groups.nc has its variables in groups (profiles), and only those of the root group can be read: write them there.',
  })
})

test('flags of an enumerated type are their integers', async () => {
  const { profiles } = await parseLocal(files.path('odd.enum.nc'))
  const flags = (of: typeof profiles) => of.flatMap(({ profile }) => profile.parameters.map((each) => each.raw_qc))
  // An integer cannot be blank: the file has 0 in the place of no flag.
  const counted = (texts: readonly string[]) => texts.map((text) => text.replaceAll(' ', '0').replace(/^0*$/, ''))
  expect(counted(flags(profiles))).toEqual(counted(flags(usual.profiles)))
  expect(flags(profiles).join('')).toMatch(/[1-9]/)
})

test('along an unlimited dimension the rest of a variable that was written less far is fill', async () => {
  const { profiles } = await parseLocal(files.path('odd.short.nc'))
  expect(profiles).toHaveLength(usual.profiles.length)
  for (const [number, { profile }] of profiles.entries()) {
    const known = usual.profiles[number]?.profile
    expect(profile.level_count).toBe(known?.level_count)
    for (const each of profile.parameters) {
      const before = known?.parameters.find(({ name }) => name === each.name)
      const raw = Array.from(before?.raw ?? [], (value, level) => (number === 0 && level < 2 ? value : Number.NaN))
      const expected = each.name === 'TEMP' ? (number === 0 ? raw : []) : Array.from(before?.raw ?? [])
      expect(Array.from(each.raw)).toEqual(expected)
    }
  }
})

describe('files that others made', () => {
  test('a user block of h5py', async () => {
    expect((await parseLocal(oddFile('h5py_userblock8192.nc'))).profiles[0]?.profile.level_count).toBe(91)
  })

  test('N_LEVELS unlimited, salinity written for 60 of 91 levels', async () => {
    const [first] = (await parseLocal(oddFile('h5_nlevels_unlimited_psal_short.nc'))).profiles
    const counted = first?.profile.parameters.map(({ name, raw }) => [
      name,
      raw.filter((value) => !Number.isNaN(value)).length,
    ])
    expect(counted).toEqual([
      ['PRES', 91],
      ['TEMP', 91],
      ['PSAL', 60],
    ])
  })

  test('cycle numbers that were never written', async () => {
    const { closing } = await parseLocal(oddFile('h5_nprof_unlimited_cycle_unwritten.nc'))
    expect(closing).toMatchObject({ profiles_total: 8, profiles_parsed: 6 })
    expect(closing.rejected).toHaveLength(2)
  })

  test.each([
    ['h5_groups.nc', 'group'],
    ['h5_sparse_500x20000.nc', 'too large when unpacked'],
  ])('%s is refused by a sentence with "%s"', async (name, words) => {
    await expect(parseLocal(oddFile(name))).rejects.toMatchObject({ message: expect.stringContaining(words) })
  })
})
