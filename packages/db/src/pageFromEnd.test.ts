import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageFromEnd } from './pageFromEnd.ts'

test('a page holds the same rows from whichever end it is read, and none beyond the end', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 25 }), fc.nat(80), (total, limit, offset) => {
      const rows = Array.from({ length: total }, (_, index) => index)
      const page = pageFromEnd(total, limit, offset)
      const read = (from: number[]) => (page === undefined ? [] : from.slice(page.offset, page.offset + page.limit))
      const found = page?.reversed ? read(rows.toReversed()).toReversed() : read(rows)
      expect(found).toEqual(rows.slice(offset, offset + limit))
      if (page !== undefined) expect(page.offset).toBeLessThanOrEqual(total / 2)
    }),
  )
})
