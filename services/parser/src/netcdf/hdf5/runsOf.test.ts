import fc from 'fast-check'
import { expect, test } from 'vitest'
import { product, runsOf } from './runsOf.ts'

test('every cell of a shape keeps its place in a larger one', () => {
  const axis = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }))
  fc.assert(
    fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), (axes) => {
      const there = axes.map(([length]) => length)
      const wanted = axes.map(([length, more]) => length + more)
      const places = [...runsOf(there, wanted)].flatMap(({ length, at }) =>
        Array.from({ length }, (_, index) => at + index),
      )
      expect(places).toHaveLength(product(there))
      for (const [cell, at] of places.entries()) expect(indices(at, wanted)).toEqual(indices(cell, there))
    }),
  )
})

/** The index along each axis of a cell. */
function indices(cell: number, lengths: readonly number[]): number[] {
  return lengths.reduceRight<{ left: number; found: number[] }>(
    ({ left, found }, length) => ({ left: Math.floor(left / length), found: [left % length, ...found] }),
    { left: cell, found: [] },
  ).found
}
