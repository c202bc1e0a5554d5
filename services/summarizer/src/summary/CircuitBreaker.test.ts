import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CircuitBreaker, CircuitOpen } from './CircuitBreaker.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const fail = async () => {
  throw new Error('down')
}

test('opens after failures in a row, lets one call through after a while, and closes when that succeeds', async () => {
  const breaker = new CircuitBreaker(2, 1_000)
  await expect(breaker.call(fail)).rejects.toThrow('down')
  await breaker.call(async () => 'a success between them')
  await expect(breaker.call(fail)).rejects.toThrow('down')
  expect(breaker.isOpen()).toBe(false)
  await expect(breaker.call(fail)).rejects.toThrow('down')
  await expect(breaker.call(async () => 1)).rejects.toThrow(CircuitOpen)
  vi.advanceTimersByTime(1_001)
  const probe = Promise.withResolvers<number>()
  const probing = breaker.call(() => probe.promise)
  await expect(breaker.call(async () => 2)).rejects.toThrow(CircuitOpen)
  probe.resolve(3)
  expect(await probing).toBe(3)
  expect(await breaker.call(async () => 4)).toBe(4)
})

test('a probe that fails opens it again', async () => {
  const breaker = new CircuitBreaker(1, 1_000)
  await expect(breaker.call(fail)).rejects.toThrow('down')
  vi.advanceTimersByTime(1_001)
  await expect(breaker.call(fail)).rejects.toThrow('down')
  await expect(breaker.call(async () => 1)).rejects.toThrow(CircuitOpen)
})
