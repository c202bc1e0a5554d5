import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchClock } from './watchClock.ts'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => void vi.useRealTimers())

test('a clock that is set back is told of once, one that is set ahead or goes on is not', () => {
  const told: number[] = []
  const end = watchClock(1_000, (byMs) => told.push(Math.round(byMs / minute)))
  vi.advanceTimersByTime(10_000)
  vi.setSystemTime(Date.now() + 50 * minute)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([])
  vi.setSystemTime(Date.now() - 50 * minute)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([50])
  vi.setSystemTime(Date.now() - 500)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([50])
  end()
  vi.setSystemTime(Date.now() - 50 * minute)
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([50])
})
