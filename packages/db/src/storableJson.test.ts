import { expect, test } from 'vitest'
import { storableJson } from './storableJson.ts'

test.each([
  ['what is plain', { a: 'é😀', b: [1, null] }, { a: 'é😀', b: [1, null] }],
  ['NUL', { a: ['x\0y'] }, { a: ['x\u{fffd}y'] }],
  ['a lone surrogate', { a: { b: 'x\ud800' } }, { a: { b: 'x\u{fffd}' } }],
  ['the names of characters', { a: String.raw`\u0000 \ud800` }, { a: String.raw`\u0000 \ud800` }],
])('%s becomes what jsonb takes', (_, value, stored) => {
  expect(storableJson(value)).toEqual(stored)
})
