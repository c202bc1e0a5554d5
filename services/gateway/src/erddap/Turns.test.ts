import { expect, test } from 'vitest'
import { Turns } from './Turns.ts'

test('two go at once, others in their order, and who waits too long is told', async () => {
  const turns = new Turns(2, 50)
  const [first, second] = await Promise.all([turns.take(), turns.take()])
  const order: string[] = []
  const third = turns.take().then((giveBack) => {
    order.push('third')
    return giveBack
  })
  const fourth = turns.take()
  first()
  // Given back twice, it is one place all the same.
  first()
  const giveBack = await third
  await expect(fourth).rejects.toThrow('2 queries are under way, which is the most at once: try again.')
  expect(order).toEqual(['third'])
  second()
  giveBack()
  const again = await Promise.all([turns.take(), turns.take()])
  for (const each of again) each()
})
