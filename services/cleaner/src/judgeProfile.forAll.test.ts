import { sensorTests } from '@floatchat/contracts/qualityTests'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleParameter, sampleProfile } from '../test/support/sampleProfile.ts'
import { judgeProfile } from './judgeProfile.ts'
import { Workspace } from './Workspace.ts'

const now = Date.UTC(2024, 0, 1)
const workspace = new Workspace()
const judge = (profile: Parameters<typeof judgeProfile>[0]) =>
  judgeProfile(profile, { now, greyList: undefined }, workspace)

describe('for all profiles', () => {
  const number = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -10, max: 50, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e30, 0, 2000, 5000) },
  )
  const names = [
    'PRES',
    'TEMP',
    'PSAL',
    'DOXY',
    'CHLA',
    'NITRATE',
    'PH_IN_SITU_TOTAL',
    'BBP700',
    'TEMP_DOXY',
    'PRES2',
    'TEMP_CNDC',
    'IK_PH',
    'FIT_ERROR_NITRATE',
  ]
  const profile = fc.integer({ min: 0, max: 40 }).chain((levels) => {
    const numbers = fc.array(number, { minLength: levels, maxLength: levels }).map((list) => Float32Array.from(list))
    const side = fc.oneof({ weight: 4, arbitrary: numbers }, { weight: 1, arbitrary: fc.constant(new Float32Array(0)) })
    const flags = fc.string({ unit: fc.constantFrom(...'01234589 '), minLength: levels, maxLength: levels })
    const parameter = fc.record({
      name: fc.constantFrom(...names),
      data_mode: fc.constantFrom('R' as const, 'A' as const, 'D' as const),
      raw: side,
      adjusted: side,
      raw_qc: flags,
      adjusted_qc: flags,
    })
    return fc
      .record({
        parameters: fc.uniqueArray(parameter, { selector: (one) => one.name, maxLength: 8 }),
        latitude: fc.option(fc.double({ min: -95, max: 95, noNaN: true })),
        longitude: fc.option(fc.double({ min: -185, max: 185, noNaN: true })),
        juld: fc.option(fc.double({ min: 0, max: 40_000, noNaN: true })),
        profile_pressure: fc.option(fc.double({ min: 0, max: 6000, noNaN: true })),
        vertical_sampling_scheme: fc.constantFrom('', 'Primary sampling: x', 'Near-surface sampling: x'),
        platform_type: fc.constantFrom('ARVOR', 'APEX', 'NAVIS_A', 'SOLO'),
      })
      .map(({ parameters, ...rest }) =>
        sampleProfile({
          ...rest,
          level_count: levels,
          parameters: parameters.map(({ name, ...values }) => sampleParameter(name, [], values)),
        }),
      )
  })

  it('nothing of the profile changes, and the verdict has the shape that it must have', () => {
    fc.assert(
      fc.property(profile, (given) => {
        const before = structuredClone(given)
        const verdict = judge(given)
        expect(given).toEqual(before)

        const levels = new Int32Array(given.level_count)
        for (const { parameter, failed_tests: failed, flags } of verdict.verdicts) {
          expect(failed).toHaveLength(given.level_count)
          expect(flags).toHaveLength(given.level_count)
          expect(failed.some((bits) => bits !== 0) || /[234]/.test(flags)).toBe(true)
          const judged = given.parameters.find((one) => one.name === parameter)
          const values = judged?.data_mode === 'R' ? judged.raw : judged?.adjusted
          for (const [level, bits] of failed.entries()) {
            if (Number.isNaN(values?.[level])) expect([bits, flags[level]]).toEqual([0, ' '])
            // Whatever failed a test of Argo's has its flag; the bounds have none.
            else expect(flags[level]).toMatch((bits & ~1) === 0 ? /[1234]/ : /[34]/)
            levels[level] |= bits & ~sensorTests
          }
        }
        expect(verdict.outlier_tests).toEqual(levels.every((bits) => bits === 0) ? new Int32Array(0) : levels)
      }),
      { numRuns: 500 },
    )
  })

  it('the delivered flags have no say, but that an estimate (8) is not stuck', () => {
    fc.assert(
      fc.property(profile, (given) => {
        const onlyEstimates = (flags: string) => flags.replaceAll(/[^8]/g, ' ')
        const unflagged = given.parameters.map((one) => ({
          ...one,
          raw_qc: onlyEstimates(one.raw_qc),
          adjusted_qc: onlyEstimates(one.adjusted_qc),
          profile_qc: '',
        }))
        const bare = { ...given, juld_qc: '', position_qc: '', parameters: unflagged }
        expect(judge(bare)).toEqual(judge(given))
      }),
    )
  })

  it('the verdict is of this profile alone, whatever was judged before', () => {
    fc.assert(
      fc.property(profile, profile, (before, given) => {
        const fresh = judgeProfile(given, { now, greyList: undefined }, new Workspace())
        const used = new Workspace()
        judgeProfile(before, { now, greyList: undefined }, used)
        expect(judgeProfile(given, { now, greyList: undefined }, used)).toEqual(fresh)
      }),
    )
  })
})
