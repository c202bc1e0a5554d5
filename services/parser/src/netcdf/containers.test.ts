import { bgcMultiProfile } from '@floatchat/fixtures/bgcMultiProfile'
import { coreSingleProfile } from '@floatchat/fixtures/coreSingleProfile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseLocal } from '../../test/support/parseLocal.ts'
import { unpack } from '../../test/support/unpack.ts'
import { DiskFile } from './DiskFile.ts'
import { detectContainer } from './detectContainer.ts'

// Written by netCDF-C: test/containers/make_containers.py.
const variants = [
  ['cdf1', 'CDF-1'],
  ['cdf2', 'CDF-2'],
  ['cdf5', 'CDF-5'],
  ['nc4', 'HDF5'],
  ['nc4big', 'HDF5'],
  ['nc4string', 'HDF5'],
] as const

let files: Awaited<ReturnType<typeof unpack>>
beforeAll(async () => {
  files = await unpack('containers')
})
afterAll(() => files[Symbol.asyncDispose]())

test.each(variants)('%s (%s) holds the profiles that every container holds', async (variant, container) => {
  for (const fixture of [coreSingleProfile(), bgcMultiProfile()]) {
    const stem = fixture.filename.replace('.nc', '')
    const path = files.path(`${stem}.${variant}.nc`)
    await using file = await DiskFile.open(path)
    expect(detectContainer(file, stem)).toBe(container)
    const reference = await parseLocal(files.path(`${stem}.cdf1.nc`))
    const parsed = await parseLocal(path)
    expect(parsed.profiles).toEqual(reference.profiles)
    expect(parsed.closing.warnings).toEqual(reference.closing.warnings)
    expect(parsed.profiles).toHaveLength(fixture.known.profiles.length)
  }
})
