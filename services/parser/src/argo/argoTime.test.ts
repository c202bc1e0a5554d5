import fc from 'fast-check'
import { expect, test } from 'vitest'
import { argoDate, julianToTimestamp } from './argoTime.ts'

const iso = (timestamp: number | null) => (timestamp === null ? null : new Date(timestamp).toISOString())

test('JULD 27154.5 is 2024-05-06T12:00Z', () => {
  expect(iso(julianToTimestamp(27154.5))).toBe('2024-05-06T12:00:00.000Z')
})

test('noise below the second rounds to the second of the GDAC index, and half a second up', () => {
  const second = 1 / 86_400
  expect(iso(julianToTimestamp(27154.5 - second * 0.001))).toBe('2024-05-06T12:00:00.000Z')
  expect(iso(julianToTimestamp(27154.5 + second * 0.499))).toBe('2024-05-06T12:00:00.000Z')
  expect(iso(julianToTimestamp(0.5 * second))).toBe('1950-01-01T00:00:01.000Z')
})

test('for all seconds of Argo: to days and back', () => {
  const seconds = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 })
  fc.assert(
    fc.property(seconds, (second) => {
      const juld = (second * 1000 - Date.UTC(1950, 0, 1)) / 86_400_000
      return julianToTimestamp(juld) === second * 1000
    }),
  )
})

test.each([
  ['20240506120000', '2024-05-06T12:00:00.000Z'],
  ['20240229235959', '2024-02-29T23:59:59.000Z'],
  ['20240506', '2024-05-06T00:00:00.000Z'],
  ['', null],
  ['20240231000000', null],
  ['20241301000000', null],
  ['20240506250000', null],
  ['00000000000000', null],
  ['2022-02-18T07:58:54Z', '2022-02-18T07:58:54.000Z'],
  ['2022-02-18 07:58', '2022-02-18T07:58:00.000Z'],
  ['2022-02-18T07:', '2022-02-18T07:00:00.000Z'],
  ['2022-02-31T07:', null],
  ['18/02/2022', null],
])("the date '%s' is %s", (text, expected) => {
  expect(iso(argoDate(text))).toBe(expected)
})

test.each([999_999_999, -1e9, 1e300])('%d days since 1950 are no time', (juld) => {
  expect(julianToTimestamp(juld)).toBeNull()
})
