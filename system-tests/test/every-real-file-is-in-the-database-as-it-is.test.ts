import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { realArgoFiles } from '@floatchat/fixtures/realArgoFiles'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { byKey, type TrueParameter, type TrueProfile, trueFiles } from '../src/argoFiles.ts'
import { openSystem, type System } from '../src/openSystem.ts'
import { emptyTables, type StoredProfile, storedProfiles } from '../src/storedProfiles.ts'

/** What `truth.json` says of a parameter, from the arrays as they are stored. */
function seen({ data_mode, raw, qc, adjusted, adjusted_qc }: StoredProfile['variables'][number]): TrueParameter {
  const isRaw = data_mode === 'R'
  const present = (
    values: readonly (number | null)[] | null, // JSON has the shortest text of a real; the value itself is the nearest float32.
  ) => (values ?? []).flatMap((value) => (value === null ? [] : [Math.fround(value)]))
  const best = present(isRaw ? raw : adjusted)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const counts: Record<string, number> = {}
  for (const flag of (isRaw ? qc : adjusted_qc) ?? '') if (flag !== ' ') counts[flag] = (counts[flag] ?? 0) + 1
  return {
    mode: data_mode as TrueParameter['mode'],
    n: best.length,
    sum: sum(best),
    min: best.length === 0 ? null : Math.min(...best),
    max: best.length === 0 ? null : Math.max(...best),
    first: best[0] ?? null,
    last: best.at(-1) ?? null,
    qc: counts,
    raw_n: present(raw).length,
    raw_sum: sum(present(raw)),
  }
}

const secondOf = (date: string) => Math.floor(Date.parse(date) / 1000 + 0.5) * 1000

function compare(stored: StoredProfile, truth: TrueProfile): void {
  expect(stored.juld_raw).toBe(truth.juld)
  expect(stored.timestamp).toBe(truth.date === null ? null : secondOf(truth.date))
  expect(stored.latitude).toBe(truth.lat)
  expect(stored.longitude).toBe(truth.lon)
  expect(String(stored.juld_qc ?? '')).toBe(truth.juld_qc?.trim() ?? '')
  expect(String(stored.position_qc ?? '')).toBe(truth.position_qc?.trim() ?? '')
  if (truth.data_mode !== null) expect(stored.data_mode).toBe(truth.data_mode)
  for (const [name, expected] of Object.entries(truth.params)) {
    const variable = stored.variables.find(({ parameter }) => parameter === name)
    expect(variable, name).toBeDefined()
    if (variable === undefined) continue
    const { sum, raw_sum, ...exact } = seen(variable)
    const { sum: trueSum, raw_sum: trueRawSum } = expected
    const { mode, n, min, max, first, last, qc, raw_n } = expected
    expect(exact, name).toEqual({ mode, n, min, max, first, last, qc, raw_n })
    expect(sum, name).toBeCloseTo(trueSum, 2)
    expect(raw_sum, name).toBeCloseTo(trueRawSum, 2)
    const column = stored.columns[name]
    if (column !== undefined) {
      expect(column.n, `column of ${name}`).toBe(n)
      expect(column.sum ?? 0, `column of ${name}`).toBeCloseTo(trueSum, 2)
    }
  }
}

describe('every real Argo file', () => {
  let system: System
  beforeAll(async () => {
    system = await openSystem('truth')
  })
  // The next file must meet no other version of its profiles.
  afterEach(() => emptyTables(system.database))
  afterAll(() => system.close())

  it.each(trueFiles().map((file) => [file.file, file] as const))('%s is stored as it is', async (name, truth) => {
    const job = await system.ingest(join(realArgoFiles, 'files', name))
    expect(job.error_log).toBeNull()
    expect(job).toMatchObject({
      status: 'succeeded',
      profiles_total: truth.profiles.length,
      profiles_ingested: truth.profiles.length,
    })
    const stored = await storedProfiles(system.database, job.dataset_id)
    const expected = byKey(truth.profiles)
    expect([...stored.keys()].toSorted()).toEqual([...expected.keys()].toSorted())
    for (const [key, profile] of expected) compare(stored.get(key) as StoredProfile, profile)
  })

  const others = readdirSync(join(realArgoFiles, 'files'))
  it.each(others.filter((name) => /_(Rtraj|tech)\.nc$/.test(name)))('%s is refused by what it is', async (name) => {
    const job = await system.ingest(join(realArgoFiles, 'files', name))
    expect(job.status).toBe('failed')
    expect(job.error_log).toMatch(name.includes('traj') ? /trajectory/i : /technical/i)
  })
})
