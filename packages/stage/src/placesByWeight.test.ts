import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placesByWeight } from './placesByWeight.ts'

it('keeps a place for light files, and gives that of a heavy one that waits to the next heavy one', async () => {
  const inTurn = placesByWeight(2)
  const over = Promise.withResolvers<void>()
  const begun: string[] = []
  const waiting = inTurn('heavy', async (turn) => {
    begun.push('first')
    await turn.away(() => over.promise)
  })
  const busy = Promise.withResolvers<void>()
  const next = inTurn('heavy', async () => {
    begun.push('second')
    await busy.promise
  })
  const third = inTurn('heavy', async () => void begun.push('third'))
  await inTurn('light', async () => void begun.push('light'))
  await setImmediate()
  expect(begun.toSorted()).toEqual(['first', 'light', 'second'])
  busy.resolve()
  over.resolve()
  await Promise.all([waiting, next, third])
})

it('comes to the end of all work, whatever of it waits', async () => {
  const piece = fc.record({ weight: fc.constantFrom('light' as const, 'heavy' as const), waits: fc.nat({ max: 3 }) })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(piece, { maxLength: 20 }), async (most, pieces) => {
      const inTurn = placesByWeight(most)
      const running = { light: 0, heavy: 0 }
      const work = pieces.map(({ weight, waits }) =>
        inTurn(weight, async (turn) => {
          for (let at = 0; at <= waits; at += 1) {
            running[weight] += 1
            expect(running.light + running.heavy).toBeLessThanOrEqual(most)
            expect(running.heavy).toBeLessThanOrEqual(Math.max(1, most - 1))
            await setImmediate()
            running[weight] -= 1
            if (at < waits) await turn.away(() => setImmediate())
          }
        }),
      )
      await Promise.all(work)
    }),
  )
})
