import fc from 'fast-check'
import { expect, it } from 'vitest'
import { whyNotShown } from './whyNotShown.ts'

const version = {
  ...{ data_mode: 'R' as const, date_update: 1_000, level_count: 5, value_count: 10, flag_count: 10, is_active: true },
  ...{ content_sha256: 'a', verdict_sha256: 'a', raw_file_sha256: 'a' },
}

it.each([
  [{ is_active: false }, {}, /withdrawn/],
  [{}, { data_mode: 'D' as const }, /delayed/],
  // What counts first is said, whatever else is less.
  [{ date_update: null, level_count: 1 }, {}, /DATE_UPDATE/],
  [{}, { data_mode: 'A' as const }, /adjusted/],
  [{ level_count: 4, value_count: 99 }, {}, /fewer levels/],
  [{ value_count: 4 }, {}, /fewer values/],
  [{ flag_count: 4 }, {}, /fewer flags/],
  [{ content_sha256: '0' }, {}, /digests of their contents/],
  [{ raw_file_sha256: 'b' }, {}, /very same/],
  [{ data_mode: 'D' as const, level_count: 1 }, {}, /better/],
])('of %o behind %o', (other, shown, sentence) => {
  expect(whyNotShown({ ...version, ...other }, { ...version, ...shown })).toMatch(sentence)
})

it('says of two that differ never that both are better', () => {
  const any = fc.record({
    data_mode: fc.constantFrom('R', 'A', 'D'),
    date_update: fc.constantFrom(null, 1, 2),
    level_count: fc.nat(2),
    value_count: fc.nat(2),
    flag_count: fc.nat(2),
  })
  fc.assert(
    fc.property(any, any, (a, b) => {
      const better = [whyNotShown({ ...version, ...a }, { ...version, ...b })]
      better.push(whyNotShown({ ...version, ...b }, { ...version, ...a }))
      expect(better.filter((sentence) => /better/.test(sentence)).length).toBeLessThan(2)
    }),
  )
})
