import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, decodeText } from './decodeText.ts'

test.each([
  ['padded by blanks', '2902001 ', '2902001'],
  ['padded by NULs', '2902001\0\0', '2902001'],
  ['padded by both', '  GPS \0  \0', 'GPS'],
  ['all padding', '\0   ', ''],
  ['with rubbish behind its NUL', 'A\0B', 'A'],
  ['in UTF-8', Buffer.from('Hervé').toString('latin1'), 'Hervé'],
  ['in Latin-1', 'Herv\xe9', 'Hervé'],
  ['a blank of Latin-1 inside', 'A\xa0B', 'A\u00a0B'],
])('text %s', (_what, stored, expected) => {
  expect(decodeText(Buffer.from(stored, 'latin1'))).toBe(expected)
})

test('no bytes make a text with a NUL, or with padding at its ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const text = decodeText(bytes)
      return !text.includes('\0') && text === text.trim() && cleanText(text) === text
    }),
  )
})
