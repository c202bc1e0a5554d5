import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RankWindow } from './RankWindow.ts'

it('tells the k-th smallest of whatever was added and removed in whatever order', () => {
  const step = fc.record({ rank: fc.nat(199), ask: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const window = new RankWindow(200)
      window.clear(200)
      const set = new Set<number>()
      for (const { rank, ask } of steps) {
        if (set.has(rank)) {
          set.delete(rank)
          window.remove(rank)
        } else {
          set.add(rank)
          window.add(rank)
        }
        expect(window.size).toBe(set.size)
        if (set.size === 0) continue
        const k = Math.floor(ask * set.size)
        const kth = [...set].sort((a, b) => a - b)[k]
        expect(window.select(k)).toBe(kth)
        expect(window.from(kth)).toBe(kth)
      }
    }),
  )
})

it('is empty after it is cleared', () => {
  const window = new RankWindow(64)
  for (const rank of [0, 31, 32, 63]) window.add(rank)
  expect([0, 1, 2, 3].map((k) => window.select(k))).toEqual([0, 31, 32, 63])
  window.clear(64)
  expect(window.size).toBe(0)
  window.add(63)
  expect(window.select(0)).toBe(63)
})
