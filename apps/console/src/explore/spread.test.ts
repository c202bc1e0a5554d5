import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spread } from './spread.ts'

it('keeps order and ends, and repeats nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 60 }), (length, most) => {
      const list = Array.from({ length }, (_, index) => index)
      const some = spread(list, most)
      expect(some.length).toBe(Math.min(length, most))
      expect(some).toEqual([...new Set(some)].sort((a, b) => a - b))
      if (length > 0) expect([some[0], some.at(-1)]).toEqual([0, length - 1])
    }),
  )
})
