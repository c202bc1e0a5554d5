import type { FloatRow } from '@floatchat/db/floats/lockFloats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FloatClaim } from './FloatClaim.ts'
import { applyClaim, mergeClaims } from './mergeClaims.ts'

const claim: fc.Arbitrary<FloatClaim> = fc.record({
  platformNumber: fc.constant('1901393'),
  floatType: fc.constantFrom('core', 'deep', 'BGC'),
  description: fc.record({
    described_by: fc.constantFrom('meta', 'profile'),
    described_date_update: fc.constantFrom(null, 1, 2),
    deployment_date: fc.constantFrom(null, 5),
    deployment_lat: fc.constant(null),
    deployment_lon: fc.constant(null),
    country: fc.constantFrom(null, 'France', 'Japan'),
    program: fc.constantFrom(null, 'A'),
    platform_type: fc.constant(null),
    metadata: fc.constantFrom(null, { b: 1, a: 2 }),
  }),
})

const fresh: FloatRow = {
  float_id: 1,
  platform_number: '1901393',
  float_type: 'core',
  described_by: null,
  described_date_update: null,
  deployment_date: null,
  deployment_lat: null,
  deployment_lon: null,
  country: null,
  program: null,
  platform_type: null,
  metadata: null,
}

const after = (claims: FloatClaim[]) => claims.reduce((row, one) => applyClaim(row, one) ?? row, fresh)

test('a float is the same after any claims, in any order, repeated or merged before', () => {
  fc.assert(
    fc.property(fc.array(claim, { minLength: 1, maxLength: 6 }), (claims) => {
      const row = after(claims)
      expect(after(claims.toReversed())).toEqual(row)
      expect(after([...claims, ...claims])).toEqual(row)
      const merged = claims.reduce<FloatClaim | undefined>(mergeClaims, undefined)
      expect(merged === undefined ? fresh : after([merged])).toEqual(row)
    }),
  )
})

const described = (more: Partial<FloatClaim['description']>): FloatClaim => ({
  platformNumber: '1901393',
  floatType: 'core',
  description: { ...fresh, described_by: 'profile', ...more },
})

test('a _meta.nc beats a newer profile, a newer _meta.nc an older', () => {
  const meta = described({ described_by: 'meta', described_date_update: 1, program: 'by meta' })
  const newerMeta = described({ described_by: 'meta', described_date_update: 2, program: 'by newer meta' })
  const profile = described({ described_date_update: 9, program: 'by profile' })
  expect(after([meta, profile]).program).toBe('by meta')
  expect(after([newerMeta, profile, meta]).program).toBe('by newer meta')
})

test('the order of keys that PostgreSQL gives metadata back in does not count', () => {
  const row = { ...fresh, described_by: 'meta' as const, metadata: { a: 2, b: 1 } }
  expect(applyClaim(row, described({ described_by: 'meta', metadata: { b: 1, a: 2 } }))).toBeUndefined()
})
