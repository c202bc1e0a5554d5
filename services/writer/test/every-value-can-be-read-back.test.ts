import type { ParameterValues, ProfileCleaned } from '@floatchat/contracts/generated/records'
import { readRows } from '@floatchat/db/test/support/readRows'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWriter } from '../src/handle.ts'
import type { Message } from '../src/runs/Message.ts'
import { MemoryLog } from './support/MemoryLog.ts'
import { cleanedProfile, messagesOf } from './support/makeMessages.ts'
import { type WriterDatabase, writerDatabase } from './support/writerDatabase.ts'

let suite: WriterDatabase
beforeAll(async () => {
  suite = await writerDatabase('writer-values')
})
afterAll(() => suite.close())

const columns: Readonly<Record<string, readonly [string, string]>> = {
  PRES: ['pressure', 'pres_qc'],
  TEMP: ['temperature', 'temp_qc'],
  PSAL: ['salinity', 'psal_qc'],
  DOXY: ['dissolved_oxygen', 'doxy_qc'],
  CHLA: ['chlorophyll', 'chla_qc'],
  NITRATE: ['nitrate', 'nitrate_qc'],
  PH_IN_SITU_TOTAL: ['ph', 'ph_qc'],
  BBP700: ['bbp700', 'bbp700_qc'],
  DOWNWELLING_PAR: ['downwelling_irradiance', 'irradiance_qc'],
}

const values = (levels: number) =>
  fc.oneof(
    fc.constant(new Float32Array()),
    fc
      .array(fc.oneof(fc.constant(Number.NaN), fc.float({ noNaN: true, noDefaultInfinity: true })), {
        minLength: levels,
        maxLength: levels,
      })
      .map((all) => Float32Array.from(all))
      // No such variable, or not one value in it: then the array is empty.
      .map((all) => (all.every((one) => Number.isNaN(one)) ? new Float32Array() : all)),
  )
/** Doubles that reals do not hold, which is why they are there. */
const doubles = (levels: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(new Float64Array()) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.oneof(fc.constant(Number.NaN), fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: levels,
          maxLength: levels,
        })
        .map((all) => Float64Array.from(all)),
    },
  )
const flags = (levels: number) =>
  fc.oneof(
    fc.constant(''),
    fc.array(fc.constantFrom(...' 0123456789'), { minLength: levels, maxLength: levels }).map((all) => all.join('')),
  )

const parameter = (name: string, levels: number): fc.Arbitrary<ParameterValues> =>
  fc.record({
    name: fc.constant(name),
    data_mode: fc.constantFrom('R', 'A', 'D'),
    units: fc.constantFrom('', 'decibar'),
    raw: values(levels),
    raw_qc: flags(levels),
    adjusted: values(levels),
    adjusted_qc: flags(levels),
    adjusted_error: values(levels),
    raw_double: doubles(levels),
    adjusted_double: doubles(levels),
    adjusted_error_double: doubles(levels),
    profile_qc: fc.constantFrom('', 'A'),
  })

const cleaned: fc.Arbitrary<ProfileCleaned> = fc.integer({ min: 1, max: 12 }).chain((levels) =>
  fc
    .record({
      parameters: fc
        .subarray([...Object.keys(columns), 'CDOM', 'DOXY2'], { minLength: 1 })
        .chain((names) => fc.tuple(...names.map((name) => parameter(name, levels)))),
      outliers: fc.oneof(
        fc.constant(new Int32Array()),
        fc
          .array(fc.constantFrom(0, 0, 64, -2_147_483_648), { minLength: levels, maxLength: levels })
          .map((all) => Int32Array.from(all)),
      ),
      flagged: fc.boolean(),
    })
    .map(({ parameters, outliers, flagged }) => {
      const one = cleanedProfile({ file: 1 }, { levels }, 0)
      const [first] = parameters
      return {
        ...one,
        profile: { ...one.profile, parameters },
        outlier_tests: outliers,
        verdicts:
          outliers.length === 0 || first === undefined
            ? []
            : [{ parameter: first.name, failed_tests: outliers, flags: '4'.repeat(flagged ? levels : 0) }],
      }
    }),
)

test('raw and adjusted values, errors and flags of every parameter come back as they were delivered, and the best of them level by level', async () => {
  await fc.assert(
    fc.asyncProperty(cleaned, async (one) => {
      await suite.clear()
      const messages = [...messagesOf({ file: 1, profiles: [{}] })]
      messages[0] = { ...(messages[0] as Message), type: 'ProfileCleaned', value: one } as Message
      const log = new MemoryLog()
      log.append(messages)
      await log.run(createWriter(suite.database, suite.settings))
      expect(log.deadLetters).toEqual([])
      expect(await read('select * from profile_variables order by parameter collate "C"')).toEqual(
        one.profile.parameters
          .map((given) => variableRow(one, given))
          .sort((a, b) => (a.parameter < b.parameter ? -1 : 1)),
      )
      expect(await read('select * from measurements order by level')).toEqual(levelRows(one))
    }),
    { numRuns: 80 },
  )
})

const anyNumber = expect.any(Number) as number
const listOf = (array: Float32Array | Float64Array) => (array.length === 0 ? null : Array.from(array, orNull))
const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)

/** A real is printed in the fewest digits that tell it from its neighbours: back to the value that they name. */
const asReal = (value: unknown): unknown =>
  typeof value === 'number' ? Math.fround(value) : Array.isArray(value) ? value.map(asReal) : value
const read = async (text: string) =>
  (await readRows(suite.database, text)).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, name.endsWith('_double') ? value : asReal(value)]),
    ),
  )

function variableRow(one: ProfileCleaned, given: ParameterValues) {
  return {
    profile_id: anyNumber,
    parameter: given.name,
    data_mode: given.data_mode,
    units: given.units || null,
    raw: listOf(given.raw),
    qc: given.raw_qc || null,
    adjusted: listOf(given.adjusted),
    adjusted_qc: given.adjusted_qc || null,
    adjusted_error: listOf(given.adjusted_error),
    raw_double: listOf(given.raw_double),
    adjusted_double: listOf(given.adjusted_double),
    adjusted_error_double: listOf(given.adjusted_error_double),
    proposed_qc: one.verdicts.find((verdict) => verdict.parameter === given.name)?.flags || null,
    failed_tests: one.verdicts.some((verdict) => verdict.parameter === given.name) ? [...one.outlier_tests] : null,
  }
}

function levelRows(one: ProfileCleaned) {
  const rows: Record<string, unknown>[] = []
  for (let level = 0; level < one.profile.level_count; level += 1) {
    const delivered = one.profile.parameters.some(
      ({ raw, adjusted }) => orNull(raw[level]) !== null || orNull(adjusted[level]) !== null,
    )
    if (!delivered) continue
    const row: Record<string, unknown> = { profile_id: anyNumber, level }
    for (const [name, [value, flag]] of Object.entries(columns)) {
      const given = one.profile.parameters.find((candidate) => candidate.name === name)
      const delivers = given !== undefined && (given.raw.length > 0 || given.adjusted.length > 0)
      const best = given?.data_mode === 'R' ? given.raw : given?.adjusted
      const qc = (given?.data_mode === 'R' ? given.raw_qc : given?.adjusted_qc)?.[level]
      row[value] = delivers ? orNull(best?.[level]) : null
      row[flag] = delivers && qc !== undefined && qc !== ' ' ? Number(qc) : null
    }
    const failed = one.outlier_tests[level] ?? 0
    rows.push({ ...row, outlier_tests: failed, is_outlier: failed !== 0 })
  }
  return rows
}
