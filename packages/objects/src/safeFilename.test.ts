import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFilename } from './safeFilename.ts'
import { datasetOfKey, memberKey, uploadKey } from './stagedKeys.ts'

test.each([
  ['R2901623_000.nc', 'R2901623_000.nc'],
  ['C:\\data\\float 1.NC', 'float_1.NC'],
  ['../../etc/passwd', 'passwd'],
  ['Größe (1).nc4', 'Gro_e_1_.nc4'],
  ['.nc', 'nc'],
  ['', 'file'],
  ['///', 'file'],
  ['日本.nc', '_.nc'],
])('%j becomes %j', (given, expected) => {
  expect(safeFilename(given)).toBe(expected)
})

test('whatever the name, the key has one safe last part and says its dataset', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.nat(2 ** 31 - 1), (name, dataset) => {
      const safe = safeFilename(name)
      expect(safe).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/)
      expect(safe).not.toContain('..')
      expect(datasetOfKey(uploadKey(dataset, name))).toBe(dataset)
      expect(datasetOfKey(memberKey(dataset, 3, name))).toBe(dataset)
    }),
  )
})

test('a long name keeps its extension', () => {
  expect(safeFilename(`${'a'.repeat(500)}.nc`)).toBe(`${'a'.repeat(197)}.nc`)
})
