import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limitConcurrency } from './limitConcurrency.ts'

test('so many at the same time, in order, also after failures', async () => {
  const inTurn = limitConcurrency(2)
  const begun: number[] = []
  let underWay = 0
  const results = await Promise.allSettled(
    Array.from({ length: 7 }, (_, index) =>
      inTurn(async () => {
        begun.push(index)
        underWay += 1
        expect(underWay).toBeLessThanOrEqual(2)
        for (let turn = index % 3; turn >= 0; turn -= 1) await setImmediate()
        underWay -= 1
        if (index % 2 === 1) throw new Error('failed')
        return index
      }),
    ),
  )
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : undefined))).toEqual([
    ...[0, undefined, 2, undefined, 4, undefined, 6],
  ])
  expect(await inTurn(async () => 'again')).toBe('again')
})
