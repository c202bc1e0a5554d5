import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchWhole } from './matchWhole.ts'
import { PatternError } from './parsePattern.ts'

const pattern = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\.', '1'),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}')).map(([a, sign]) => `(${a})${sign}`),
  ),
})).node
const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 6 })

test('matches what the engine of JavaScript matches', () => {
  fc.assert(
    fc.property(pattern, text, (source, value) => {
      expect(matchWhole(source)(value)).toBe(new RegExp(`^(?:${source})$`).test(value))
    }),
    { numRuns: 1000 },
  )
})

test('a pattern that is made to take for ever does not', () => {
  const matches = matchWhole('(a+)+(a*)*b')
  expect(matches('a'.repeat(5000))).toBe(false)
  expect(matches(`${'a'.repeat(5000)}b`)).toBe(true)
  expect(() => matchWhole('((((a{999}){999}){999}){999})')).toThrow(PatternError)
  expect(() => matchWhole('('.repeat(5000))).toThrow(PatternError)
})

test.each(['(a', 'a)', '[a', 'a**?*', '\\1', '(?=a)', '*', '(?<a>b)'])('%s is refused with a sentence', (source) => {
  expect(() => matchWhole(source)).toThrow(/^The regular expression .*\.$/)
})

test('what clients send', () => {
  const floats = matchWhole('6902746|6902747')
  expect(['6902746', '6902747', '69027467'].map(floats)).toEqual([true, true, false])
  const files = matchWhole('(.*)(R|D)(6902746|6902747)(_.*)')
  expect(files('coriolis/6902746/profiles/BD6902746_001.nc')).toBe(true)
})
