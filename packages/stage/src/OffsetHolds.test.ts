import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OffsetHolds } from './OffsetHolds.ts'

describe('OffsetHolds', () => {
  it('commits no offset that a name still holds, and every offset once nothing is held', () => {
    const names = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, release: fc.boolean() })), (steps) => {
        const holds = new OffsetHolds()
        const needed = new Map<string, bigint>()
        for (const [at, { name, release }] of steps.entries()) {
          const offset = BigInt(at)
          if (release) {
            holds.release(name)
            needed.delete(name)
          } else {
            holds.hold(name, offset)
            if (!needed.has(name)) needed.set(name, offset)
          }
          const next = offset + 1n
          const expected = [...needed.values()].reduce((low, value) => (value < low ? value : low), next)
          expect(holds.committable(next)).toBe(expected)
        }
      }),
    )
  })

  it('keeps the earliest offset of a name, whatever the order of the calls', () => {
    const holds = new OffsetHolds()
    holds.hold('run', 9n)
    holds.hold('run', 4n)
    holds.hold('run', 7n)
    expect(holds.firstOf('run')).toBe(4n)
  })
})
