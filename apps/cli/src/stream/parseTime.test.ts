import { describe, expect, it } from 'vitest'
import { UsageError } from '../Command.ts'
import { parseTime } from './parseTime.ts'

describe('parseTime', () => {
  it.each([
    ['30m', 1_000_000_000 - 30 * 60_000],
    ['2h', 1_000_000_000 - 2 * 3_600_000],
    ['7 d', 1_000_000_000 - 7 * 86_400_000],
    ['1970-01-02T00:00Z', 86_400_000],
  ])('reads %s', (text, expected) => {
    expect(parseTime('--since', text, 1_000_000_000)).toBe(expected)
  })

  it('says what a time looks like where it is none', () => {
    expect(() => parseTime('--since', 'yesterday-ish')).toThrow(UsageError)
    expect(parseTime('--since', undefined)).toBeUndefined()
  })
})
