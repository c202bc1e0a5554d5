import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import fc from 'fast-check'
import { sql } from 'slonik'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { connectDatabase, type Database } from '../src/connectDatabase.ts'
import { migrate } from '../src/migrate.ts'
import { insertProfile, type SampleProfile } from './insertProfile.ts'
import { clearTables } from './support/clearTables.ts'
import { readRows } from './support/readRows.ts'

let environment: TestEnvironment
let database: Database
beforeAll(async () => {
  environment = await testEnvironment('db-argo')
  await migrate(environment.databaseUrl)
  database = await connectDatabase({ DATABASE_URL: environment.databaseUrl })
})
afterAll(async () => {
  await database?.close()
  await environment?.close()
})
beforeEach(() => clearTables(database))

const ask = (text: string) => readRows(database, text)
const insert = async (...profiles: readonly SampleProfile[]) => {
  for (const profile of profiles) await insertProfile(database, profile)
}

const core: SampleProfile = {
  ...{ kind: 'core', index: 0, mode: 'D' },
  levels: [
    { pressure: 5, temperature: 20, salinity: 35 },
    { pressure: 10, temperature: 18, salinity: 35 },
  ],
}
const secondary: SampleProfile = { ...core, index: 1, levels: [{ pressure: 6, temperature: 99, salinity: 1 }] }
const synthetic: SampleProfile = {
  ...{ kind: 'synthetic', index: 0, mode: 'D' },
  levels: [
    { pressure: 5, temperature: 20, salinity: 35 },
    { pressure: 7, temperature: 19, salinity: 35, temp_qc: 8, psal_qc: 8, dissolved_oxygen: 200 },
    { pressure: 10, temperature: 18, salinity: 35 },
  ],
}
const bgc: SampleProfile = { kind: 'bgc', index: 0, mode: 'D', levels: [{ pressure: 7, dissolved_oxygen: 200 }] }
const bgcSecond: SampleProfile = { ...bgc, index: 1, levels: [{ pressure: 8, dissolved_oxygen: 210 }] }

test('one cycle in core, B and synthetic files and in sub-profiles is one cycle', async () => {
  await insert(core, secondary, synthetic, bgc, bgcSecond)
  const cycles = await ask(
    'select core_profile_id, synthetic_profile_id, bgc_profile_ids, profile_count from argo.cycles',
  )
  expect(cycles).toEqual([
    {
      core_profile_id: expect.any(Number),
      synthetic_profile_id: expect.any(Number),
      bgc_profile_ids: null,
      profile_count: 5,
    },
  ])
  for (const view of ['levels', 'standard', 'research'])
    expect(
      await ask(`select avg(temperature) t, count(temperature)::int n, avg(dissolved_oxygen) o, count(dissolved_oxygen)::int m,
        avg(ctd_temperature) filter (where dissolved_oxygen is not null) beside from argo.${view}`),
    ).toEqual([{ t: 19, n: 2, o: 200, m: 1, beside: 19 }])
  expect(await ask('select avg(temperature) t, count(*)::int n from argo.easy')).toEqual([{ t: 19, n: 2 }])
})

test('a B-file gives the BGC values where there is no synthetic profile, all its sub-profiles', async () => {
  await insert(core, bgc, bgcSecond)
  expect(await ask('select array_length(bgc_profile_ids, 1) n from argo.cycles')).toEqual([{ n: 2 }])
  expect(await ask('select avg(temperature) t, avg(dissolved_oxygen) o, count(*)::int n from argo.levels')).toEqual([
    { t: 19, o: 205, n: 4 },
  ])
})

test('a synthetic profile alone gives the whole cycle', async () => {
  await insert(synthetic)
  expect(await ask('select core_profile_id, level_count from argo.cycles')).toEqual([
    { core_profile_id: null, level_count: 3 },
  ])
  expect(await ask('select count(temperature)::int t, count(*)::int n from argo.levels')).toEqual([{ t: 3, n: 3 }])
  // Interpolated temperatures are not standard; the oxygen measured there is.
  expect(
    await ask('select count(temperature)::int t, count(dissolved_oxygen)::int o, count(*)::int n from argo.standard'),
  ).toEqual([{ t: 2, o: 1, n: 3 }])
})

test('whatever profiles of a cycle are there, it is one cycle and no value counts twice', async () => {
  const all = [core, secondary, synthetic, bgc, bgcSecond]
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(all, { minLength: 1 }), async (some) => {
      await clearTables(database)
      await insert(...some)
      const primary = some.some(({ index }) => index === 0)
      expect(await ask('select count(*)::int n from argo.cycles')).toEqual([{ n: primary ? 1 : 0 }])
      expect(
        await ask(`select source_kind, profile_id, level from argo.levels group by 1, 2, 3 having count(*) > 1`),
      ).toEqual([])
      const [sums] = await ask('select count(temperature)::int t, count(dissolved_oxygen)::int o from argo.levels')
      const oxygen = some.includes(synthetic) ? 1 : some.filter(({ kind }) => kind === 'bgc').length
      const temperature = some.includes(core) ? 2 : some.includes(synthetic) ? 3 : 0
      expect(sums).toEqual({ t: temperature, o: oxygen })
    }),
    { numRuns: 25 },
  )
})

test('whatever is inserted and deleted in whatever order, the sources are those of the profiles that are there', async () => {
  const all = [core, secondary, synthetic, bgc, bgcSecond]
  const differences = () =>
    ask(`with wanted as (
        select profile_id, beside_core, small_pressure_error, pressure_errors, bgc_modes from cycle_sources)
      (select 'missing' as what, profile_id from (select * from wanted except select * from argo.sources) as a)
      union all
      (select 'stale', profile_id from (select * from argo.sources except select * from wanted) as b)`)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 8 }), async (steps) => {
      await clearTables(database)
      for (const sample of steps) {
        const { kind, index } = sample
        // As a version takes another's place: what is there goes, and comes again every other time.
        const gone = await ask(
          `delete from profiles where source_kind = '${kind}' and profile_index = ${index} returning profile_id`,
        )
        if (gone.length === 0) await insert(sample)
        expect(await differences()).toEqual([])
      }
    }),
    { numRuns: 25 },
  )
})

test('research leaves out real time, other flags and pressures with a large or unknown error', async () => {
  const counted = () => ask('select count(*)::int n from argo.research').then(([row]) => row?.n)
  await insert({ ...core, pressureErrors: [2.4, 20] })
  expect(await counted()).toBe(1)
  await clearTables(database)
  await insert({ ...core, pressureErrors: [null, 19.9] })
  expect(await counted()).toBe(1)
  await clearTables(database)
  await insert({ ...core, mode: 'A' })
  expect(await counted()).toBe(0)
  await clearTables(database)
  await insert({ ...core, positionQc: 2 })
  expect(await counted()).toBe(0)
  expect(await ask('select count(*)::int n from argo.standard')).toEqual([{ n: 2 }])
})

test.each([
  ['standard', [1, 2]],
  ['research', [1]],
])('in %s a core profile and a synthetic one alone keep a value by its flags', async (view, good) => {
  const flags = [1, 2, 3, 4, 9]
  const levels = flags.flatMap((temp_qc, i) =>
    flags.map((psal_qc, j) => ({ pressure: i * 10 + j, temperature: i, salinity: j, temp_qc, psal_qc })),
  )
  const kept = levels
    .filter(({ temp_qc, psal_qc }) => good.includes(temp_qc) && good.includes(psal_qc))
    .map(({ temperature, salinity }) => ({ temperature, salinity }))
  for (const kind of ['core', 'synthetic'] as const) {
    await clearTables(database)
    await insert({ kind, index: 0, mode: 'D', levels }, { ...secondary, kind: 'core' })
    const found = await ask(`select temperature, salinity from argo.${view} order by level`)
    expect(found, kind).toEqual(kept)
  }
})

test.each(['standard', 'research'])('in %s a level without salinity keeps its temperature', async (view) => {
  await insert({ ...core, levels: [{ pressure: 5, temperature: 20 }] })
  expect(await ask(`select temperature, salinity from argo.${view}`)).toEqual([{ temperature: 20, salinity: null }])
})

const plan = z.object({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  get Plans() {
    return z.array(plan).optional()
  },
})
type Plan = z.output<typeof plan>
const explained = z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: plan })]) })
const scansOf = (node: Plan, table: string): Plan[] => [
  ...(node['Relation Name'] === table ? [node] : []),
  ...(node.Plans ?? []).flatMap((inner) => scansOf(inner, table)),
]

test.each(['standard', 'research'])('for argo.%s no sub-profile but the primary one is read', async (view) => {
  await insert(core, ...[1, 2, 3].map((index) => ({ ...secondary, index })))
  const row = await database.pool.transaction(async (connection) => {
    // Else they may be found one by one from argo.sources, whatever the view says of them.
    await connection.query(sql.unsafe`set local enable_nestloop = off`)
    return connection.one(sql.type(explained)`
      explain (analyze, format json) select avg(temperature) from ${sql.identifier(['argo', view])}`)
  })
  const [{ Plan }] = row['QUERY PLAN']
  expect(scansOf(Plan, 'profiles').map((scan) => scan['Actual Rows'])).toEqual([1])
})

test('real-time oxygen is not standard, backscattering alone is', async () => {
  const realTime: SampleProfile = { ...bgc, mode: 'R', levels: [{ pressure: 7, dissolved_oxygen: 200 }] }
  await insert(core, realTime)
  expect(await ask('select count(dissolved_oxygen)::int n from argo.standard')).toEqual([{ n: 0 }])
  await clearTables(database)
  await insert(core, { ...realTime, levels: [{ pressure: 7, bbp700: 0.001 }] })
  expect(await ask('select count(bbp700)::int n from argo.standard')).toEqual([{ n: 1 }])
})

test('expert has every value of every sub-profile as delivered', async () => {
  await insert(core, secondary, bgc)
  const rows = await ask(`select source_kind, profile_index, level, parameter, value, qc, adjusted, adjusted_qc
    from argo.expert where parameter = 'TEMP' order by profile_index, level`)
  expect(rows).toEqual([
    { ...{ source_kind: 'core', profile_index: 0, level: 0, parameter: 'TEMP' }, ...delivered(20) },
    { ...{ source_kind: 'core', profile_index: 0, level: 1, parameter: 'TEMP' }, ...delivered(18) },
    { ...{ source_kind: 'core', profile_index: 1, level: 0, parameter: 'TEMP' }, ...delivered(99) },
  ])
})
const delivered = (value: number) => ({ value, qc: 1, adjusted: value, adjusted_qc: 1 })

test('every table, view and column says what it is', async () => {
  const silent = await ask(`
    select c.oid::regclass::text as of, a.attname as column from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace in ('public'::regnamespace, 'argo'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)`)
  expect(silent).toEqual([])
})

test('a column of values names its unit, its Argo name, its address and what missing means', async () => {
  const values = await ask(`select view, "column", comment from argo.dictionary where "column" in (
    'pressure', 'temperature', 'salinity', 'dissolved_oxygen', 'chlorophyll', 'nitrate', 'ph', 'bbp700',
    'downwelling_irradiance', 'ctd_temperature', 'ctd_salinity')`)
  expect(values.length).toBeGreaterThan(30)
  for (const { comment } of values)
    expect(comment).toMatch(/ Unit: .+\. Argo: .+\. NVS: http:\/\/vocab\.nerc\.ac\.uk\/.+\. Missing: .+\.$/)
})
