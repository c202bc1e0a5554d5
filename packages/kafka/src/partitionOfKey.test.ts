import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partitionOfKey, partitionsOfKey } from './partitionOfKey.ts'

const partitions = fc.integer({ min: 2, max: 60 })

it('never puts a light file where a heavy one may be', () => {
  fc.assert(
    fc.property(partitions, fc.uuid(), fc.uuid(), (count, light, heavy) => {
      const [a, b] = [partitionOfKey(light, count, 'light'), partitionOfKey(heavy, count, 'heavy')]
      expect(a).toBeLessThan(b)
      expect(a).toBeGreaterThanOrEqual(0)
      expect(b).toBeLessThan(count)
    }),
  )
})

it('puts all on the only partition there is', () => {
  expect(partitionOfKey('file', 1, 'light')).toBe(0)
  expect(partitionOfKey('file', 1, 'heavy')).toBe(0)
})

it('names every partition where records of a key may be', () => {
  fc.assert(
    fc.property(partitions, fc.uuid(), (count, key) => {
      const all = partitionsOfKey(key, count)
      expect(
        ([undefined, 'light', 'heavy'] as const).every((weight) => all.has(partitionOfKey(key, count, weight))),
      ).toBe(true)
    }),
  )
})

it('names those too where they were put when there were fewer partitions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 24 }), fc.integer({ min: 0, max: 24 }), fc.uuid(), (before, more, key) => {
      const all = partitionsOfKey(key, before + more)
      expect(all.has(partitionOfKey(key, before, 'light'))).toBe(true)
      expect(all.has(partitionOfKey(key, before, 'heavy'))).toBe(true)
    }),
  )
})
