import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeScale } from './timeScale.ts'

test.each([
  ['days since 1950-01-01 00:00:00 UTC', 27154.5, 27154.5],
  ['Days since 1950-1-1', 3, 3],
  ['d since 1950-01-01T00:00:00Z', 3, 3],
  ['weeks since 1950-01-01', 2, 14],
  ['seconds since 1970-01-01', 86_400, 7306],
  ['sec since 1970-01-01', 86_400, 7306],
  ['s since 1970-01-01', 86_400, 7306],
  ['ms since 1970-01-01', 86_400_000, 7306],
  ['msec since 1970-01-01', 86_400_000, 7306],
  ['microseconds since 1970-01-01', 86_400e6, 7306],
  ['nanoseconds since 1970-01-01', 86_400e9, 7306],
  ['ns since 1970-01-01', 86_400e9, 7306],
  ['hours since 1950-01-02T12:00', 12, 2],
  ['hrs since 1950-01-02T12:00', 12, 2],
  ['h since 1950-01-01 00:00:00', 36, 1.5],
  ['minutes since 1949-12-31 00:00:00', 1440, 0],
  ['min since 1949-12-31 00:00:00', 1440, 0],
  ['days since 1950-01-01 00:00:00 +05:00', 1, 1 - 5 / 24],
  ['days since 1950-01-01 00:00:00 -0530', 1, 1 + 5.5 / 24],
  ['days since 1950-01-01 00:00:00 -6', 1, 1.25],
  ['days since 1950-01-01T00:00:00+00:00', 1, 1],
  ['seconds since 1950-01-01 00:00:00.5', 0, 0.5 / 86_400],
  ['seconds since 19500101T120000', 0, 0.5],
  ['days since -4713-11-24 12:00:00', 2_433_282.5, 0],
  ['days since -4712-01-01 12:00', 2_433_282.5, 0],
  ['days since 1950-01-01\0', 1, 1],
])("'%s' of %d is day %d", (units, value, days) => {
  expect(timeScale(units)?.(value)).toBeCloseTo(days, 9)
})

test.each([
  'furlongs since 1950-01-01',
  'months since 1950-01-01',
  'Ms since 1950-01-01',
  'days since yesterday',
  'days since 1950-13-01',
  'days since 1950-02-30',
  'days since 1950-01-01 25:00',
  'days since 1950-01-01 00:00 CET',
  'days since 0001-01-01',
  'days',
  'no units at all',
])("'%s' is not understood", (units) => {
  expect(timeScale(units)).toBeUndefined()
})

test('a calendar whose days are others is not understood; the two names of ours are', () => {
  expect(timeScale('days since 1950-01-01', '360_day')).toBeUndefined()
  expect(timeScale('days since 1950-01-01', 'julian')).toBeUndefined()
  expect(timeScale('days since 1950-01-01', 'gregorian')?.(1)).toBe(1)
  expect(timeScale('days since 0001-01-01', 'proleptic_gregorian')?.(711_857)).toBe(0)
})

test('for all whole seconds: nanoseconds as doubles give the second', () => {
  const scale = timeScale('nanoseconds since 1970-01-01')
  const seconds = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 })
  fc.assert(
    fc.property(seconds, (second) => {
      const days = scale?.(Number(BigInt(second) * 1_000_000_000n)) ?? Number.NaN
      return Math.round(days * 86_400) === second + 7305 * 86_400
    }),
  )
})
