import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, type Version } from './compareVersions.ts'

const version: fc.Arbitrary<Version> = fc.record({
  dataMode: fc.constantFrom('R', 'A', 'D'),
  dateUpdate: fc.constantFrom(null, 0, 1, 2),
  levels: fc.constantFrom(0, 5),
  values: fc.constantFrom(0, 15),
  flags: fc.constantFrom(0, 15),
  contentSha256: fc.constantFrom('0a', '0b', 'f0'),
  verdictSha256: fc.constantFrom('0a', '0b'),
  runId: fc.constantFrom('01', '02'),
})

const plain: Version = {
  ...{ dataMode: 'R', dateUpdate: null, levels: 0, values: 0, flags: 0 },
  ...{ contentSha256: '0a', verdictSha256: '0a', runId: '01' },
}

test('delayed mode beats everything, then the newer DATE_UPDATE, then adjusted over real time, then more, then digests', () => {
  const ordered: Version[] = [
    { ...plain },
    { ...plain, runId: '02' },
    { ...plain, contentSha256: '0b' },
    { ...plain, flags: 1 },
    { ...plain, flags: 1, contentSha256: '0b' },
    { ...plain, values: 1 },
    { ...plain, levels: 1 },
    { ...plain, levels: 1, values: 1 },
    { ...plain, dataMode: 'A' },
    { ...plain, dataMode: 'A', levels: 1 },
    { ...plain, dateUpdate: 1 },
    { ...plain, dateUpdate: 1, contentSha256: '0b' },
    { ...plain, dataMode: 'A', dateUpdate: 1 },
    { ...plain, dateUpdate: 2 },
    { ...plain, dataMode: 'D' },
    { ...plain, dataMode: 'D', dateUpdate: 1 },
    { ...plain, dataMode: 'D', dateUpdate: 1, levels: 1 },
  ]
  for (const [index, lesser] of ordered.entries()) {
    for (const greater of ordered.slice(index + 1)) {
      expect(compareVersions(lesser, greater)).toBeLessThan(0)
      expect(compareVersions(greater, lesser)).toBeGreaterThan(0)
    }
  }
})

test('it is an order: whichever way round, and transitive; a tie is the same contents of the same run', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
      if (compareVersions(a, b) >= 0 && compareVersions(b, c) >= 0) {
        expect(compareVersions(a, c)).toBeGreaterThanOrEqual(0)
      }
      if (compareVersions(a, b) === 0) expect([a.contentSha256, a.runId]).toEqual([b.contentSha256, b.runId])
    }),
  )
})

test('which of any versions is kept does not depend on the order in which they come', () => {
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), (versions) => {
      const greatest = (all: Version[]) => all.reduce((a, b) => (compareVersions(b, a) > 0 ? b : a))
      const kept = greatest(versions)
      expect(compareVersions(greatest(versions.toReversed()), kept)).toBe(0)
      expect(compareVersions(greatest(versions.toSorted(compareVersions)), kept)).toBe(0)
    }),
  )
})
