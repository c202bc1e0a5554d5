import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type OddCase, oddCases } from '../src/oddCases.ts'
import { type Job, openSystem, type System } from '../src/openSystem.ts'
import { emptyTables } from '../src/storedProfiles.ts'
import { type WholeProfile, type WholeVariable, wholeProfiles } from '../src/wholeProfiles.ts'

type Profiles = Map<string, WholeProfile>

describe('files as other software and other archives write them', () => {
  let system: System
  const bases = new Map<string, Profiles>()
  beforeAll(async () => {
    system = await openSystem('odd')
  })
  // The next file must meet no other version of its profiles.
  afterEach(() => emptyTables(system.database))
  afterAll(() => system.close())

  const place = (name: string) => {
    const odd = join(realArgoFiles, 'odd', name)
    return existsSync(odd) ? odd : join(realArgoFiles, 'files', name)
  }
  async function rowsOf(base: string): Promise<Profiles> {
    const known = bases.get(base)
    if (known !== undefined) return known
    expect(await system.ingest(place(base))).toMatchObject({ status: 'succeeded' })
    const rows = await wholeProfiles(system.database)
    await emptyTables(system.database)
    bases.set(base, rows)
    return rows
  }

  it.each(oddCases.map((odd) => [odd.file, odd] as const))('%s', async (name, odd) => {
    const expected = 'base' in odd && odd.expect !== 'loses' ? await rowsOf(odd.base) : new Map()
    if (odd.expect === 'loses') await system.ingest(place(odd.base))
    const before = odd.expect === 'loses' ? await wholeProfiles(system.database) : undefined
    const job = await system.ingest(place(name))
    const stored = await wholeProfiles(system.database)
    if (before !== undefined) {
      expect(job.status).toBe('succeeded')
      expect(levelCounts(stored)).toEqual(levelCounts(before))
      expect(withoutDatasets(stored)).toEqual(withoutDatasets(before))
      return
    }
    judge(odd, job, stored, expected)
    if (!odd.expect.startsWith('warned')) return
    const dataset = await (await system.request(`/datasets/${job.dataset_id}`)).json()
    expect(dataset).toMatchObject({ warnings: job.warnings })
  })
})

const sentences = (job: Job): string => JSON.stringify([job.error_log, job.errors, job.warnings])

function holds(job: Job, words: readonly string[] = []): void {
  for (const word of words) expect(sentences(job)).toContain(word)
}

function judge(odd: OddCase, job: Job, stored: Profiles, expected: Profiles): void {
  const failed = job.status === 'failed'
  const mayFail =
    odd.expect.endsWith('_or_failed') || odd.expect.startsWith('failed') || ('or_failed' in odd && odd.or_failed)
  if (!mayFail || !failed) expect(job, sentences(job)).toMatchObject({ status: 'succeeded' })
  if (failed) {
    expect(job.error_log).toMatch(/\S+ \S+/)
    if ('words' in odd) holds(job, odd.words)
    if ('not_words' in odd) for (const word of odd.not_words ?? []) expect(sentences(job)).not.toContain(word)
    return
  }
  switch (odd.expect) {
    case 'failed':
      throw new Error(`it was to fail: ${sentences(job)}`)
    case 'equal':
    case 'equal_or_failed':
    case 'psal_or_failed':
      if ('columns' in odd && odd.columns !== undefined) expect(pressures(stored)).toEqual(pressures(expected))
      else expect(delivered(stored)).toEqual(delivered(expected))
      break
    case 'close':
      closeTo(stored, expected, odd.tolerance)
      break
    case 'values':
      values(odd, stored)
      break
    case 'bits':
      for (const [key, { variables }] of stored)
        for (const [name, other] of Object.entries(odd.rename))
          expect(variables[name]?.failed_tests, key).toEqual(expected.get(key)?.variables[other]?.failed_tests)
      break
    case 'bits_none':
      for (const { variables } of stored.values())
        for (const bits of variables[odd.parameter]?.failed_tests ?? []) expect((bits ?? 0) & (1 << odd.bit)).toBe(0)
      break
    case 'outliers_none':
      expect([...stored.values()].map(({ outliers }) => outliers)).toEqual([...stored.values()].map(() => 0))
      break
    case 'rejected':
      expect(job.profiles_rejected).toBe(odd.rejected)
      expect(job.profiles_ingested).toBe((job.profiles_total ?? 0) - odd.rejected)
      break
    case 'warned':
      expect(job.warnings).not.toEqual([])
      holds(job, odd.words)
      break
    case 'warned_or_flags':
      if (JSON.stringify(job.warnings).includes(odd.words[0] ?? '')) break
      for (const { variables } of stored.values()) expect(variables.TEMP?.qc).toMatch(/[0-9]/)
      break
    default:
      expect(job.profiles_ingested).toBeGreaterThan(0)
  }
}

function values(odd: Extract<OddCase, { expect: 'values' }>, stored: Profiles): void {
  const raw = [...stored.values()].map(({ variables }) => variables[odd.parameter]?.raw ?? [])
  const known = raw.flat().filter((value) => value !== null)
  if (odd.raw_max !== undefined) expect(Math.max(...known)).toBeCloseTo(odd.raw_max, 1)
  if (odd.raw_n !== undefined) expect(known).toHaveLength(odd.raw_n)
  for (const level of odd.missing_levels ?? []) expect(raw[0]?.[level], `level ${level}`).toBeNull()
}

/** All that a file delivers, without what the database and the tests make of it. */
function delivered(profiles: Profiles) {
  return [...profiles.values()]
    .map(({ dataset_id: _, outliers: _o, pressure: _p, variables, ...profile }) => ({
      ...profile,
      variables: Object.fromEntries(Object.entries(variables).map(([name, each]) => [name, withoutTests(each)])),
    }))
    .toSorted(byKey)
}

const withoutTests = ({ failed_tests: _, ...variable }: WholeVariable) => variable
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
const pressures = (profiles: Profiles) =>
  [...profiles.values()].toSorted(byKey).map(({ key, pressure }) => [key, pressure])
const levelCounts = (profiles: Profiles) =>
  [...profiles.values()].toSorted(byKey).map(({ key, level_count }) => [key, level_count])
const withoutDatasets = (profiles: Profiles) =>
  [...profiles.values()].map(({ dataset_id: _, ...profile }) => profile).toSorted(byKey)

/** Equal but for numbers, which are so near. */
function closeTo(stored: Profiles, expected: Profiles, tolerance: number): void {
  const [seen, wanted] = [delivered(stored), delivered(expected)]
  const shape = (rows: unknown) => JSON.stringify(rows, (_key, value) => (typeof value === 'number' ? 0 : value))
  const all = (rows: unknown) => {
    const found: number[] = []
    JSON.stringify(rows, (_key, value: unknown) => {
      if (typeof value === 'number') found.push(value)
      return value
    })
    return found
  }
  expect(shape(seen)).toBe(shape(wanted))
  const numbers = all(wanted)
  for (const [index, value] of all(seen).entries())
    expect(Math.abs(value - (numbers[index] ?? Number.NaN))).toBeLessThanOrEqual(tolerance)
}
