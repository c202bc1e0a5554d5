import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOf } from './pagesOf.ts'

test('every profile is in one page, in order, and no page is too large that could be smaller', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(120), { maxLength: 60 }), (cells) => {
      const ids = cells.map((_, index) => index)
      const pages = [...pagesOf({ ids, cells }, 100)]
      expect(pages.flat()).toEqual(ids)
      const size = (page: readonly number[]) => page.reduce((sum, id) => sum + (cells[id] ?? 0), 0)
      for (const page of pages) expect(page.length === 1 || size(page) <= 100).toBe(true)
      // The first of a page did not fit into the one before.
      for (const [index, page] of pages.entries())
        if (index > 0) expect(size(pages[index - 1] ?? []) + (cells[page[0] ?? 0] ?? 0)).toBeGreaterThan(100)
    }),
  )
})

test('profiles without levels do not gather without end', () => {
  const ids = Array.from({ length: 1200 }, (_, index) => index)
  expect([...pagesOf({ ids, cells: ids.map(() => 0) }, 100)].map((page) => page.length)).toEqual([500, 500, 200])
})
