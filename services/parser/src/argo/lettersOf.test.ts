import type { NetcdfAttribute, NumericValues } from '@floatchat/netcdf/NetcdfFile'
import { expect, test } from 'vitest'
import { lettersOf } from './lettersOf.ts'

const letters = (numbers: NumericValues, attributes: Record<string, NetcdfAttribute> = {}) => {
  const type = numbers instanceof Float64Array ? 'double' : 'byte'
  const shape = { shape: [numbers.length], dimensions: ['N_LEVELS'], rowBytes: 1, rowsTogether: 1 }
  const variable = { name: 'TEMP_QC', type, attributes: new Map(Object.entries(attributes)), ...shape } as const
  return lettersOf(variable, { numbers }).toString('latin1')
}

test('flags as the numbers that they are', () => {
  expect(letters(Int8Array.of(0, 1, 4, 9))).toBe('0149')
  expect(letters(Float64Array.of(1, Number.NaN, 4))).toBe('1 4')
  expect(letters(Int8Array.of(1, -1, 4), { _FillValue: Int8Array.of(-1) })).toBe('1 4')
})

test('flags and modes as the bytes of their characters', () => {
  expect(letters(Int8Array.of(48, 49, 32, 52, 0))).toBe('01 4\0')
  expect(letters(Int8Array.of(48, 49, 32), { _FillValue: Int8Array.of(32) })).toBe('01 ')
  expect(letters(Int8Array.of(65, 68))).toBe('AD')
})

test('what is none of these is no digit either, so that it can be counted', () => {
  expect(letters(Int8Array.of(1, 77, 12))).not.toMatch(/^\d+$/)
})
