import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseLocal } from '../../../test/support/parseLocal.ts'
import { unpack } from '../../../test/support/unpack.ts'
import { Hdf5NetcdfFile } from './Hdf5NetcdfFile.ts'
import { Hdf5Workers } from './Hdf5Workers.ts'

let files: Awaited<ReturnType<typeof unpack>>
let broken: Awaited<ReturnType<typeof unpack>>
beforeAll(async () => {
  files = await unpack('containers')
  broken = await unpack('fuzz/failed')
})
afterAll(async () => {
  await files[Symbol.asyncDispose]()
  await broken[Symbol.asyncDispose]()
})

// A second of computing, which on a machine full of other tests takes its time.
test('a file that keeps the library busy for ever is refused, and the next one is read', {
  timeout: 120_000,
}, async () => {
  await using workers = new Hdf5Workers(1)
  await expect(parseLocal(broken.path('endless-global-heap.nc'), workers)).rejects.toMatchObject({
    code: 'MALFORMED_NETCDF',
    retryable: false,
    message: 'endless-global-heap.nc keeps the HDF5 library busy without end.',
  })
  const { profiles } = await parseLocal(files.path('core_single_profile.nc4.nc'), workers)
  expect(profiles).toHaveLength(1)
})

test('a thread that dies takes its file with it and nothing else', async () => {
  await using workers = new Hdf5Workers(1)
  const file = await Hdf5NetcdfFile.open(files.path('core_single_profile.nc4.nc'), 'core.nc', workers)
  const variable = file.variables.get('TEMP')
  if (variable === undefined) throw new Error('no TEMP')
  // The only way to a thread that is in use is to fail a question: this one asks for rows that are not there.
  await expect(file.read(variable, 0, 100_000_000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  await expect(file.read(variable, 0, 1)).rejects.toMatchObject({ code: 'MALFORMED_NETCDF' })
  await file[Symbol.asyncDispose]()
  expect((await parseLocal(files.path('core_single_profile.nc4.nc'), workers)).profiles).toHaveLength(1)
})

test('more files than threads wait for one another', async () => {
  await using workers = new Hdf5Workers(1)
  const names = ['core_single_profile.nc4.nc', 'bgc_multi_profile.nc4.nc', 'core_single_profile.nc4string.nc']
  const parsed = await Promise.all(names.map((name) => parseLocal(files.path(name), workers)))
  expect(parsed.map((each) => each.profiles.length)).toEqual([1, 3, 1])
})

test('a file cannot have another file of the machine read', async () => {
  await using workers = new Hdf5Workers(1)
  await using file = await Hdf5NetcdfFile.open(files.path('other_files.h5'), 'other_files.h5', workers)
  expect([...file.variables.keys()].sort()).toEqual(['CYCLE_NUMBER', 'STOLEN'])
  const stolen = file.variables.get('STOLEN')
  if (stolen === undefined) throw new Error('no STOLEN')
  await expect(file.read(stolen, 0, 16)).rejects.toMatchObject({
    code: 'MALFORMED_NETCDF',
    message: 'other_files.h5 is damaged or cut short: its STOLEN cannot be read.',
  })
})
