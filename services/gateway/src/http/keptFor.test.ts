import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keptFor } from './keptFor.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('gives everybody the same answer until it is too old', async () => {
  let times = 0
  const ask = keptFor(1000, async () => ++times)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  vi.advanceTimersByTime(999)
  expect(await ask()).toBe(1)
  vi.advanceTimersByTime(1)
  expect(await ask()).toBe(2)
})

it('asks again at once after a failure, and a late one takes no newer answer away', async () => {
  const asked: PromiseWithResolvers<string>[] = []
  const ask = keptFor(1000, () => {
    const one = Promise.withResolvers<string>()
    asked.push(one)
    return one.promise
  })
  const first = ask()
  vi.advanceTimersByTime(1000)
  const second = ask()
  asked[0]?.reject(new Error('late'))
  await expect(first).rejects.toThrow('late')
  expect(ask()).toBe(second)
  asked[1]?.reject(new Error('away'))
  await expect(second).rejects.toThrow('away')
  const third = ask()
  asked[2]?.resolve('there')
  expect(await third).toBe('there')
})
