import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

test('what is asked for at about the same time is done in one lot, in order, and everybody gets its result', async () => {
  const lots: number[][] = []
  const sum = gathered(async (items: readonly number[]) => {
    lots.push([...items])
    return items.reduce((total, item) => total + item, 0)
  })
  expect(await Promise.all([sum([1, 2]), sum([3]), sum([4])])).toEqual([10, 10, 10])
  expect(await sum([5])).toBe(5)
  expect(lots).toEqual([[1, 2, 3, 4], [5]])
})

test('nothing is lost, doubled or put in another order, and no two lots are under way at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(3), { maxLength: 20 }), async (scheduler, pauses) => {
      const done: number[] = []
      let underWay = 0
      const work = gathered(async (items: readonly number[]) => {
        underWay += 1
        expect(underWay).toBe(1)
        await scheduler.schedule(Promise.resolve())
        underWay -= 1
        done.push(...items)
      })
      const asked = pauses.map(async (pause, index) => {
        for (let turn = 0; turn < pause; turn += 1) await setImmediate()
        const mine = index
        await work([mine, mine])
        expect(done).toContain(mine)
      })
      await scheduler.waitFor(Promise.all(asked))
      expect(done.filter((_, at) => at % 2 === 0)).toEqual(done.filter((_, at) => at % 2 === 1))
      expect([...new Set(done)].sort((a, b) => a - b)).toEqual(pauses.map((_, index) => index))
      expect(done).toHaveLength(2 * pauses.length)
    }),
    { numRuns: 50 },
  )
})

test('a lot that fails fails for those who asked for it, and the next is done all the same', async () => {
  const work = gathered(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new Error('refused')
    return items.length
  })
  const together = await Promise.allSettled([work(['good']), work(['bad'])])
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await work(['good'])).toBe(1)
})
