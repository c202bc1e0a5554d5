import { expect, it } from 'vitest'
import { inWords } from './printResults.ts'

it('finds the sentence in what a job lists', () => {
  expect(inWords('plain')).toBe('plain')
  expect(inWords({ profile: 3, message: 'no position' })).toBe('no position')
  expect(inWords({ code: 7 })).toBe('{"code":7}')
})
