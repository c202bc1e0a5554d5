import { expect, test } from 'vitest'
import { profileQcLetter } from './profileQcLetter.ts'

const letter = (flags: string) => profileQcLetter(Buffer.from(flags), 0, flags.length)

test.each([
  ['1111', 'A'],
  ['1258', 'A'],
  ['1114', 'B'],
  ['11144', 'C'],
  ['1444', 'D'],
  ['14444', 'E'],
  ['4444', 'F'],
  ['3333', 'F'],
  ['0000', 'N'],
  ['0001', 'D'],
  // Missing values and blanks do not count.
  ['1199  ', 'A'],
  ['99  ', ''],
  ['', ''],
])("flags '%s' make '%s'", (flags, expected) => {
  expect(letter(flags)).toBe(expected)
})

test('only the profile itself counts', () => {
  expect(profileQcLetter(Buffer.from('444411114444'), 4, 4)).toBe('A')
})
