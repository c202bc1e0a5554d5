import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runAtOnce } from '../Steps.ts'
import { sortIndices } from './sortIndices.ts'

it('orders by key, equal keys by number', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 80 }), (keys) => {
      const order = new Int32Array(keys.length)
      runAtOnce(sortIndices(Float64Array.from(keys), keys.length, order, new Int32Array(keys.length)))
      expect([...order]).toEqual([...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b))
    }),
  )
})

it('does so over many parts, whose last is short', () => {
  for (const count of [16_384, 16_385, 50_000, 65_536, 70_001]) {
    const keys = Float64Array.from({ length: count }, (_, i) => (i * 7919) % 1013)
    const order = new Int32Array(count)
    runAtOnce(sortIndices(keys, count, order, new Int32Array(count)))
    expect([...order]).toEqual([...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b))
  }
})
