import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMark, isSuspicious, nextStart, noMark, type PoisonMark, parseMark, takeInHand } from './PoisonMark.ts'

const offset = fc.bigInt({ min: 0n, max: 2n ** 62n })
const mark: fc.Arbitrary<PoisonMark> = fc.record({
  starts: fc.nat(1_000),
  suspect: fc.option(fc.record({ offset, times: fc.nat(9) }), { nil: undefined }),
  inHand: fc.option(offset, { nil: undefined }),
})

test('a mark is read as it was written, and what is none is none', () => {
  fc.assert(
    fc.property(mark, (one) => {
      expect(parseMark(formatMark(one))).toEqual(one)
    }),
  )
  for (const other of [null, '', 'something else', 'starts', 'starts 3 in-hand'])
    expect(parseMark(other)).toEqual(noMark)
})

/** The life of a partition on which whoever takes one message ends; the others end nobody. */
function startsUntilBuried(poison: bigint): number {
  let kept: PoisonMark = noMark
  for (let start = 1; ; start += 1) {
    let own = nextStart(kept)
    kept = own
    for (let offset = 0n; ; offset += 1n) {
      if (isSuspicious(own)) {
        const next = takeInHand(own, offset)
        if (next === undefined) return start
        own = next
        kept = own
      }
      if (offset === poison) break
    }
    if (start > 20) throw new Error('never found')
  }
}

test.each([0n, 1n, 17n])('a message at %i that ends whoever takes it is found out at the sixth start', (poison) => {
  expect(startsUntilBuried(poison)).toBe(6)
})

test('instances that are ended with different messages in hand bury none of them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 50n }), { minLength: 1, maxLength: 30 }), (ends) => {
      let kept: PoisonMark = noMark
      for (const end of ends) {
        kept = nextStart(kept)
        for (let offset = 0n; offset <= end; offset += 1n) {
          if (!isSuspicious(kept)) continue
          const next = takeInHand(kept, offset)
          expect(next).toBeDefined()
          kept = next as PoisonMark
        }
      }
    }),
  )
})
