import { expect, test } from 'vitest'
import { yieldByTime } from './yieldByTime.ts'

test('a long loop lets a timer through, turn by turn', async () => {
  let fired = 0
  const timer = setInterval(() => (fired += 1), 1)
  const breathe = yieldByTime(2)
  const end = performance.now() + 60
  while (performance.now() < end) await breathe()
  clearInterval(timer)
  expect(fired).toBeGreaterThan(1)
})

test('nobody waits within a turn', () => {
  expect(yieldByTime(60_000)()).toBeUndefined()
})
