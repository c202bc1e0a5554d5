import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortIndices } from './sortIndices.ts'

it('orders by key, equal keys by number', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 80 }), (keys) => {
      const order = new Int32Array(keys.length)
      sortIndices(Float64Array.from(keys), keys.length, order, new Int32Array(keys.length))
      expect([...order]).toEqual([...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b))
    }),
  )
})
