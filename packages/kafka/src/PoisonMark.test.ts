import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cameTo,
  formatMark,
  isSuspicious,
  nextStart,
  noMark,
  type PoisonMark,
  parseMark,
  takeInHand,
} from './PoisonMark.ts'

const tries = 3
const offset = fc.bigInt({ min: 0n, max: 2n ** 62n })
const mark: fc.Arbitrary<PoisonMark> = fc.record({
  starts: fc.nat(1_000),
  passed: fc.option(offset, { nil: undefined }),
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

/**
 * An instance begins at offset 0, where everything is held, with batches of `batch` messages, and ends when it takes
 * the message `end`. Returns what it leaves behind, or the offset that it buried.
 */
function live(left: PoisonMark, batch: number, end: bigint): { mark: PoisonMark; buried?: bigint } {
  let own = nextStart(left)
  for (let at = 0n; ; ) {
    let isDoubtful = false
    for (const last = at + BigInt(batch); at < last; at += 1n) {
      if (isSuspicious(own, at)) {
        isDoubtful = true
        const next = takeInHand(own, at, tries)
        if (next === undefined) return { mark: own, buried: at }
        own = next
      }
      if (at === end) return { mark: own }
    }
    own = cameTo(own, at)
    if (isDoubtful) expect(own.starts).toBe(1)
  }
}

test('a message that ends whoever takes it is found out at the fourth start, wherever it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 300n }), fc.integer({ min: 1, max: 40 }), (poison, batch) => {
      let left = noMark
      for (let start = 1; start < tries + 1; start += 1) {
        const { mark: next, buried } = live(left, batch, poison)
        expect(buried).toBeUndefined()
        left = next
      }
      expect(live(left, batch, poison).buried).toBe(poison)
    }),
  )
})

test('instances that are ended with different messages in hand bury none of them', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.bigInt({ min: 0n, max: 50n }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      (ends, batch) => {
        let left = noMark
        for (const end of ends) {
          const { mark: next, buried } = live(left, batch, end)
          expect(buried).toBeUndefined()
          left = next
        }
      },
    ),
  )
})
