import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bury,
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
  buried: fc.array(offset, { maxLength: 5 }),
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
 * one of the messages `ends`, or has come to `until`. Returns what it leaves behind, and the offset that it buried.
 */
function live(
  left: PoisonMark,
  batch: number,
  ends: readonly bigint[],
  until = 1_000n,
): { mark: PoisonMark; buried?: bigint; survived?: true } {
  let own = nextStart(left)
  let buried: bigint | undefined
  const after = () => (buried === undefined ? { mark: own } : { mark: own, buried })
  for (let at = 0n; at < until; ) {
    let isDoubtful = false
    for (const last = at + BigInt(batch); at < last; at += 1n) {
      if (isSuspicious(own, at)) {
        isDoubtful ||= !own.buried.includes(at)
        const next = takeInHand(own, at, tries)
        if (next === undefined) {
          if (!own.buried.includes(at)) buried = at
          own = bury(own, at)
          continue
        }
        own = next
      }
      if (ends.includes(at)) return after()
    }
    own = cameTo(own, at)
    if (isDoubtful) expect(own.starts).toBe(1)
  }
  return { ...after(), survived: true }
}

test('a message that ends whoever takes it is found out at the fourth start, wherever it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 300n }), fc.integer({ min: 1, max: 40 }), (poison, batch) => {
      let left = noMark
      for (let start = 1; start < tries + 1; start += 1) {
        const { mark: next, buried } = live(left, batch, [poison])
        expect(buried).toBeUndefined()
        left = next
      }
      expect(live(left, batch, [poison]).buried).toBe(poison)
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
          const { mark: next, buried } = live(left, batch, [end])
          expect(buried).toBeUndefined()
          left = next
        }
      },
    ),
  )
})

test('several messages that end whoever takes them are found out one after the other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.bigInt({ min: 0n, max: 60n }), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      (poisons, batch) => {
        let left = noMark
        const buried: bigint[] = []
        for (let start = 1; start <= (tries + 1) * poisons.length + 1; start += 1) {
          const lived = live(left, batch, poisons, 80n)
          if (lived.buried !== undefined) buried.push(lived.buried)
          if (lived.survived) {
            expect(buried).toEqual(poisons.toSorted((one, other) => Number(one - other)))
            return
          }
          left = lived.mark
        }
        expect.fail('instances end for ever')
      },
    ),
  )
})
