import { expect, test } from 'vitest'
import { Places } from './Places.ts'

test('never more at once than there are places, and everybody gets a turn', async () => {
  const places = new Places(2)
  let [now, most] = [0, 0]
  const work = async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((done) => setTimeout(done, 5))
    now -= 1
  }
  await Promise.all(Array.from({ length: 9 }, () => places.take(AbortSignal.timeout(5_000), work)))
  expect([now, most]).toEqual([0, 2])
})

test('who gives up waiting takes no place', async () => {
  const places = new Places(1)
  const first = Promise.withResolvers<void>()
  const holding = places.take(AbortSignal.timeout(5_000), () => first.promise)
  await expect(places.take(AbortSignal.timeout(20), async () => 'never')).rejects.toThrow()
  first.resolve()
  await holding
  expect(await places.take(AbortSignal.timeout(5_000), async () => 'served')).toBe('served')
})
