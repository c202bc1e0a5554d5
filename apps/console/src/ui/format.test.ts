import { expect, it } from 'vitest'
import { byteSize, counted, latitude, longitude, share } from './formatNumber.ts'
import { duration, utcClock, utcDate, utcTime } from './formatTime.ts'

it.each([
  [0, '<0.01 s'],
  [420, '0.42 s'],
  [996, '1.0 s'],
  [12_000, '12 s'],
  [59_700, '1 min'],
  [184_000, '3 min 4 s'],
  [7_500_000, '2 h 5 min'],
  [273_600_000, '3 d 4 h'],
  [-5, '<0.01 s'],
])('%d ms last %s', (ms, text) => expect(duration(ms)).toBe(text))

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9_960, '10 kB'],
  [999_600, '1.0 MB'],
  [2_147_483_648, '2.1 GB'],
])('%d bytes are %s', (bytes, text) => expect(byteSize(bytes)).toBe(text))

it('says shares without making the few none', () => {
  expect([share(0, 10), share(1, 100_000), share(1, 40), share(5, 16), share(0, 0)]).toEqual([
    '0 %',
    '<0.1 %',
    '2.5 %',
    '31 %',
    '0 %',
  ])
})

it('counts in words', () => {
  expect([counted(1, 'profile'), counted(1234, 'profile')]).toEqual(['1 profile', '1,234 profiles'])
})

it('tells times in UTC and places by hemisphere', () => {
  const time = Date.UTC(2024, 4, 6, 12, 0, 1)
  expect([utcTime(time), utcDate(time), utcClock(time)]).toEqual(['2024-05-06 12:00:01', '2024-05-06', '12:00:01'])
  expect([latitude(-12.5), longitude(0.0301)]).toEqual(['12.500° S', '0.030° E'])
})
