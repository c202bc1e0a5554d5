import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, type Version } from './compareVersions.ts'

const version: fc.Arbitrary<Version> = fc.record({
  dataMode: fc.constantFrom('R', 'A', 'D'),
  dateUpdate: fc.constantFrom(null, 0, 1, 2),
  contentSha256: fc.constantFrom('0a', '0b', 'f0'),
})

test('delayed mode beats everything, then the newer DATE_UPDATE, then adjusted over real time, then the contents', () => {
  const ordered: Version[] = [
    { dataMode: 'R', dateUpdate: null, contentSha256: '0a' },
    { dataMode: 'A', dateUpdate: null, contentSha256: '0a' },
    { dataMode: 'R', dateUpdate: 1, contentSha256: '0a' },
    { dataMode: 'R', dateUpdate: 1, contentSha256: '0b' },
    { dataMode: 'A', dateUpdate: 1, contentSha256: '0a' },
    { dataMode: 'R', dateUpdate: 2, contentSha256: '0a' },
    { dataMode: 'D', dateUpdate: null, contentSha256: '0a' },
    { dataMode: 'D', dateUpdate: 1, contentSha256: '0a' },
    { dataMode: 'D', dateUpdate: 1, contentSha256: 'f0' },
  ]
  for (const [index, lesser] of ordered.entries()) {
    for (const greater of ordered.slice(index + 1)) {
      expect(compareVersions(lesser, greater)).toBeLessThan(0)
      expect(compareVersions(greater, lesser)).toBeGreaterThan(0)
    }
  }
})

test('it is a total order: which of any versions is kept does not depend on the order in which they come', () => {
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), (versions) => {
      const greatest = (all: Version[]) => all.reduce((a, b) => (compareVersions(b, a) > 0 ? b : a))
      const kept = greatest(versions)
      expect(compareVersions(greatest(versions.toReversed()), kept)).toBe(0)
      expect(compareVersions(greatest(versions.toSorted(compareVersions)), kept)).toBe(0)
    }),
  )
})
