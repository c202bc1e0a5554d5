import { expect, it } from 'vitest'
import { FailedCounts } from './FailedCounts.ts'

it('counts values by test and parameter, and profiles for date and position, sorted', () => {
  const counts = new FailedCounts()
  counts.add({
    profile_failed_tests: 0b1100,
    outlier_tests: new Int32Array(0),
    verdicts: [
      { parameter: 'TEMP', failed_tests: Int32Array.of(0, 1 << 25, (1 << 25) | 1), flags: '144' },
      { parameter: 'PSAL', failed_tests: Int32Array.of(1 << 25, 0, 0), flags: '411' },
    ],
  })
  counts.add({ profile_failed_tests: 0b100, outlier_tests: new Int32Array(0), verdicts: [] })
  expect(counts.toRecords()).toEqual([
    { test_bit: 0, parameter: 'TEMP', count: 1 },
    { test_bit: 2, parameter: 'PROFILE', count: 2 },
    { test_bit: 3, parameter: 'PROFILE', count: 1 },
    { test_bit: 25, parameter: 'PSAL', count: 1 },
    { test_bit: 25, parameter: 'TEMP', count: 2 },
  ])
})

it('counts the highest bit that an integer holds', () => {
  const counts = new FailedCounts()
  const verdicts = [{ parameter: 'CHLA', failed_tests: Int32Array.of(1 << 30, -2147483648), flags: '44' }]
  counts.add({ profile_failed_tests: 0, outlier_tests: new Int32Array(0), verdicts })
  expect(counts.toRecords()).toEqual([
    { test_bit: 30, parameter: 'CHLA', count: 1 },
    { test_bit: 31, parameter: 'CHLA', count: 1 },
  ])
})

it('adds up profiles that were counted apart', () => {
  const verdict = (parameter: string) => ({
    profile_failed_tests: 0b100,
    outlier_tests: new Int32Array(0),
    verdicts: [{ parameter, failed_tests: Int32Array.of(1 << 6, 1 << 6), flags: '44' }],
  })
  const [together, one, other] = [new FailedCounts(), new FailedCounts(), new FailedCounts()]
  for (const parameter of ['TEMP', 'PSAL', 'TEMP']) together.add(verdict(parameter))
  one.add(verdict('TEMP'))
  other.add(verdict('PSAL'))
  other.add(verdict('TEMP'))
  one.merge(other)
  expect(one.toRecords()).toEqual(together.toRecords())
})
