import { readdirSync, readFileSync } from 'node:fs'
import { type TestEnvironment, testEnvironment } from '@floatchat/stack/testStack'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../src/migrate.ts'

const folder = new URL('./states/', import.meta.url)
const states = readdirSync(folder).filter((name) => name.endsWith('.sql'))

const fresh: TestEnvironment[] = []
let wanted: readonly string[]
beforeAll(async () => {
  const { databaseUrl } = await environment('state-fresh')
  await migrate(databaseUrl)
  wanted = await withClient(databaseUrl, shapeOf)
})
afterAll(() => Promise.all(fresh.map((one) => one.close())))

async function environment(name: string): Promise<TestEnvironment> {
  const one = await testEnvironment(name, { database: 'empty' })
  fresh.push(one)
  return one
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Every column, constraint, index, trigger, function and view of ours, a line each. */
async function shapeOf(client: pg.Client): Promise<string[]> {
  const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and not exists
    (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')`
  const { rows } = await client.query<{ line: string }>(`
    select format('column %s.%s %s %s %s', o.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
        a.attnotnull, pg_get_expr(f.adbin, f.adrelid)) as line
      from pg_class o join pg_namespace n on n.oid = o.relnamespace join pg_attribute a on a.attrelid = o.oid
      left join pg_attrdef f on f.adrelid = o.oid and f.adnum = a.attnum
      where o.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${ours}
    union all select format('constraint %s %s %s', o.conrelid::regclass, o.conname, pg_get_constraintdef(o.oid))
      from pg_constraint o join pg_namespace n on n.oid = o.connamespace where o.conrelid <> 0 and ${ours}
    union all select pg_get_indexdef(o.oid) || case when i.indisvalid then '' else ' invalid' end
      from pg_class o join pg_index i on i.indexrelid = o.oid join pg_namespace n on n.oid = o.relnamespace where ${ours}
    union all select format('trigger %s', pg_get_triggerdef(o.oid))
      from pg_trigger o join pg_class c on c.oid = o.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not o.tgisinternal and ${ours}
    union all select pg_get_functiondef(o.oid)
      from pg_proc o join pg_namespace n on n.oid = o.pronamespace where o.prokind in ('f', 'p') and ${ours}
    union all select format('view %s %s', o.oid::regclass, pg_get_viewdef(o.oid))
      from pg_class o join pg_namespace n on n.oid = o.relnamespace where o.relkind in ('v', 'm') and ${ours}`)
  const lines = rows.map(({ line }) => line)
  // The extension's own tables count among ours where a dump has put rows into them.
  return lines
    .filter((line) => !line.includes('spatial_ref_sys'))
    .map(withoutCasts)
    .sort()
}

/** A dump writes the casts of a check one by one that the migration left to PostgreSQL. */
function withoutCasts(line: string): string {
  return line.replaceAll(/::(character varying|text)(\[\])?|[()]/g, '')
}

it('there is a state to begin from', () => {
  expect(states.length).toBeGreaterThan(0)
})

it.each(states)('from %s: the data stays, and the tables are those of a new database', async (name) => {
  const { databaseUrl } = await environment(`state-${name}`)
  const dump = readFileSync(new URL(name, folder), 'utf8')
  await withClient(databaseUrl, (client) => client.query(dump))
  const before = Number(name.slice(0, 4))
  const { applied } = await migrate(databaseUrl)
  expect(applied.every((one) => Number(one.slice(0, 4)) > before)).toBe(true)

  await withClient(databaseUrl, async (client) => {
    expect(await shapeOf(client)).toEqual(wanted)
    const { rows } = await client.query<{ platform: string; cycle: number; pressures: number[]; parameter: string }>(`
      select f.platform_number as platform, p.cycle_number as cycle, v.parameter,
        array_agg(m.pressure order by m.level) as pressures
      from floats f join profiles p using (float_id) join measurements m using (profile_id)
      join profile_variables v using (profile_id) group by 1, 2, 3`)
    expect(rows).toEqual([{ platform: '6900001', cycle: 1, parameter: 'PRES', pressures: [1, 2] }])
    const count = async (table: string) =>
      (await client.query<{ count: number }>(`select count(*)::integer as count from ${table}`)).rows[0]?.count
    for (const table of ['datasets', 'ingestion_jobs', 'job_files', 'outbox', 'dead_letters', 'float_positions'])
      expect(await count(table), table).toBe(1)
  })
  expect(await migrate(databaseUrl)).toEqual({ applied: [] })
})
