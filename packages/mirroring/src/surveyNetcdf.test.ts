import { layOutArgoProfiles } from '@floatchat/fixtures/layOutArgoProfiles'
import { writeClassicFile } from '@floatchat/netcdf/writeClassicFile'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surveyNetcdf } from './surveyNetcdf.ts'

const values = [1, 2, 3]
const file = writeClassicFile(
  layOutArgoProfiles({
    dateUpdate: '20240507123456',
    profiles: [
      {
        ...{ platformNumber: '6900001', cycleNumber: 1, juld: 25_000, latitude: 1, longitude: 2, dataMode: 'R' },
        parameters: [{ name: 'PRES', raw: values, rawQc: '111', profileQc: 'A' }],
      },
    ],
  }),
)

describe('a look at a file before it is taken', () => {
  it('finds a whole one whole, and its DATE_UPDATE', () => {
    expect(surveyNetcdf('a.nc', file)).toEqual({ problem: undefined, dateUpdate: Date.UTC(2024, 4, 7, 12, 34, 56) })
  })

  it('finds every shorter one cut short, wherever it was cut', () => {
    // The last bytes may be padding.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: file.length - 4 }), (length) => {
        expect(surveyNetcdf('a.nc', file.subarray(0, length)).problem).toBeDefined()
      }),
    )
  })

  it('never throws, whatever is in a header', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(file)
        for (const [at, to] of changes) bytes.writeUInt8(to, 4 + (at % (bytes.length - 4)))
        surveyNetcdf('a.nc', bytes)
      }),
    )
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'a.nc is empty.'],
    ['a page', Buffer.from('<html>404</html>'), 'a.nc is not a NetCDF file.'],
    ['a superblock that speaks of more', hdf5(200, 300), 'a.nc is cut short: it has 200 bytes of 300.'],
    ['a superblock that speaks of as much', hdf5(300, 300), undefined],
  ])('says of %s what it is', (_, bytes, problem) => {
    expect(surveyNetcdf('a.nc', bytes).problem).toBe(problem)
  })
})

function hdf5(length: number, says: number): Buffer {
  const bytes = Buffer.alloc(length)
  Buffer.from('894844460d0a1a0a', 'hex').copy(bytes)
  bytes.writeUInt8(8, 13)
  bytes.writeBigUInt64LE(BigInt(says), 40)
  return bytes
}
