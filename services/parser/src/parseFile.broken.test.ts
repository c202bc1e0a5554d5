import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { argoFile, brokenFile } from '../test/support/argoFiles.ts'
import { parseLocal } from '../test/support/parseLocal.ts'

describe('each broken file ends as its name says', () => {
  test.each([
    ['bad_empty.nc', 'NOT_NETCDF', 'bad_empty.nc is empty.'],
    ['bad_gzip_as_nc.nc', 'NOT_NETCDF', 'is compressed by gzip; unpack it'],
    ['bad_html_as_nc.nc', 'NOT_NETCDF', 'is a web page'],
    ['bad_text.nc', 'NOT_NETCDF', 'is a text, not NetCDF'],
    ['bad_truncated_header.nc', 'TRUNCATED', 'and the file has 200 bytes'],
    ['bad_truncated_half.nc', 'TRUNCATED', 'and the file has 15282 bytes'],
    ['bad_hdf5_truncated.nc4', 'TRUNCATED', 'is cut short: it ends at byte 1592735 of 3185470'],
  ])('%s is refused', async (name, code, sentence) => {
    await expect(parseLocal(brokenFile(name))).rejects.toMatchObject({
      code,
      retryable: false,
      message: expect.stringContaining(sentence),
    })
  })

  test('juld_fill.nc: the time is missing, and nothing else', async () => {
    const [first, ...others] = (await parseLocal(brokenFile('juld_fill.nc'))).profiles
    expect(first?.profile).toMatchObject({ juld: null, timestamp: null, latitude: expect.any(Number) })
    expect(others.every(({ profile }) => profile.level_count > 0)).toBe(true)
  })

  test('pos_fill.nc: the position is missing, and nothing else', async () => {
    const [first] = (await parseLocal(brokenFile('pos_fill.nc'))).profiles
    expect(first?.profile).toMatchObject({ latitude: null, longitude: null, timestamp: expect.any(Number) })
  })

  test('lon_360.nc: longitudes from -180 to 180', async () => {
    const { profiles } = await parseLocal(brokenFile('lon_360.nc'))
    // The file says 215.5 degrees east.
    expect(profiles[0]?.profile).toMatchObject({ longitude: -144.5 })
  })

  test('odd_numrecs_streaming.nc is read', async () => {
    expect((await parseLocal(brokenFile('odd_numrecs_streaming.nc'))).closing).toMatchObject({
      profiles_parsed: 2,
      rejected: [],
    })
  })
})

// A thread that has failed is given up, and all that was asked of it fails.
test.each([0.7, 0.8])(
  'an HDF5 file damaged at %d of its length is refused, and no failure goes unheard',
  async (at) => {
    const bytes = await readFile(argoFile('2902746_Sprof.nc'))
    const start = Math.floor(bytes.length * at)
    bytes.fill(0xff, start, start + Math.floor(bytes.length / 40))
    const folder = await mkdtemp(join(tmpdir(), 'floatchat-unit-'))
    const unheard: unknown[] = []
    const listen = (reason: unknown) => unheard.push(reason)
    process.on('unhandledRejection', listen)
    try {
      await writeFile(join(folder, 'damaged.nc'), bytes)
      const parsed = parseLocal(join(folder, 'damaged.nc'))
      await expect(parsed).rejects.toMatchObject({ code: 'MALFORMED_NETCDF', retryable: false })
      await setImmediate()
    } finally {
      process.off('unhandledRejection', listen)
      await rm(folder, { recursive: true })
    }
    // Node ends a process for one, and the parser that starts anew meets the same file again.
    expect(unheard).toEqual([])
  },
)
