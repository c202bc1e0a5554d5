import { expect, it } from 'vitest'
import { impossibleDate } from './impossibleDate.ts'

const now = Date.UTC(2024, 4, 6, 12)
const today = 27_154.5

it.each([
  ['the first moment of 1997', 17_167, false],
  ['a moment before it', 17_167 - 1e-6, true],
  ['now', today, false],
  ['a second later', today + 1 / 86_400, true],
  ['1950', 0, true],
])('%s', (_when, juld, isImpossible) => {
  expect(impossibleDate(juld, null, now)).toBe(isImpossible)
  expect(impossibleDate(null, juld, now)).toBe(isImpossible)
})

it('a missing date is not impossible', () => {
  expect(impossibleDate(null, null, now)).toBe(false)
})
