import { expect, test } from 'vitest'
import { flagsOf, flagText } from './flags.ts'

test('characters: digits stay, NULs and blanks are no flag, the rest is strange', () => {
  const { bytes, strange } = flagsOf(Buffer.from('1\x004 9A'))
  expect(bytes.toString('latin1')).toBe('1 4 9 ')
  expect(strange).toBe(1)
})

test('a profile without one flag has none at all', () => {
  expect(flagText(Buffer.from('11  44'), 0, 2)).toBe('11')
  expect(flagText(Buffer.from('11  44'), 2, 2)).toBe('')
  expect(flagText(Buffer.from('11  44'), 3, 3)).toBe(' 44')
})
