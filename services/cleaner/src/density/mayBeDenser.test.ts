import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayBeDenser } from './mayBeDenser.ts'
import { potentialDensity } from './potentialDensity.ts'

const limit = 0.03
const level = fc.record({
  salinity: fc.double({ min: 2, max: 41, noNaN: true }),
  temperature: fc.double({ min: -2.5, max: 40, noNaN: true }),
  pressure: fc.double({ min: -5, max: 11_000, noNaN: true }),
})
const small = fc.double({ min: -0.2, max: 0.2, noNaN: true })
/** Levels as near to one another as those of a profile, where the answer is close. */
const near = fc.tuple(level, small, small, fc.double({ min: 0, max: 100, noNaN: true })).map(([upper, ds, dt, dp]) => ({
  upper,
  lower: {
    salinity: Math.min(Math.max(upper.salinity + ds, 2), 41),
    temperature: Math.min(Math.max(upper.temperature + dt, -2.5), 40),
    pressure: upper.pressure + dp,
  },
}))
const far = fc.record({ upper: level, lower: level })

describe('a no', () => {
  it('is never given where the upper level is denser by the limit', () => {
    fc.assert(
      fc.property(fc.oneof(near, far), fc.double({ min: 0, max: 1, noNaN: true }), ({ upper, lower }, share) => {
        const { salinity: s1, temperature: t1, pressure: p1 } = upper
        const { salinity: s2, temperature: t2, pressure: p2 } = lower
        const reference = p1 + (p2 - p1) * share
        const step = potentialDensity(s1, t1, p1, reference) - potentialDensity(s2, t2, p2, reference)
        if (step >= limit) expect(mayBeDenser(s1, s2, t1, t2, p1, p2, limit)).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  it('is the answer in a quiet ocean, and not where salt lies on top', () => {
    expect(mayBeDenser(35, 35.01, 10, 9.95, 100, 102, limit)).toBe(false)
    expect(mayBeDenser(35.1, 35, 10, 9.99, 100, 102, limit)).toBe(true)
    expect(mayBeDenser(35, 35, 9.8, 10, 100, 102, limit)).toBe(true)
  })

  it('is not given beyond the pressures for which the bounds were found', () => {
    expect(mayBeDenser(35, 35.01, 10, 9.95, 100, 13_000, limit)).toBe(true)
    expect(mayBeDenser(35, 35.01, 10, 9.95, 100, 2000, limit)).toBe(true)
  })
})
