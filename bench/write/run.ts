/**
 * The writer alone, from decoded messages to the commit, beside what PostgreSQL itself needs for the same
 * rows: a server-side binary COPY from a file into the same table, turn by turn on the same server.
 *
 *   node bench/write/run.ts --database postgresql://…/name [--rounds 5]
 *
 * The database is emptied. Its user must be allowed to copy from files of the server.
 */
import { parseArgs } from 'node:util'
import { connectDatabase, type Database } from '@floatchat/db/connectDatabase'
import { migrate } from '@floatchat/db/migrate'
import { clearTables } from '@floatchat/db/test/support/clearTables'
import { createWriter } from '@floatchat/writer/handle'
import { settings as schema } from '@floatchat/writer/settings'
import { writerConnection } from '@floatchat/writer/writerConnection'
import { sql } from 'slonik'
import { z } from 'zod'
import { feed } from './feed.ts'
import { type BenchFile, bgcParameters, coreParameters, makeFile } from './makeFile.ts'

const { values } = parseArgs({ options: { database: { type: 'string' }, rounds: { type: 'string', default: '5' } } })
if (values.database === undefined) throw new Error('Say which database: --database postgresql://…')
const rounds = Number(values.rounds)
const settings = schema.parse({ DATABASE_URL: values.database })
await migrate(settings.DATABASE_URL)
const database = await connectDatabase(...writerConnection(settings))

const tables = ['floats', 'datasets', 'profiles', 'profile_variables', 'measurements']
const scenarios = [
  { name: '300 × 1,000 core', cycles: 300, levels: 1_000, parameters: coreParameters },
  { name: '150 × 1,500 BGC', cycles: 150, levels: 1_500, parameters: bgcParameters },
  { name: '1 × 1,000 core', cycles: 1, levels: 1_000, parameters: coreParameters },
]

console.log(
  `medians of ${rounds}, thousand rows a second (and milliseconds); PostgreSQL ${await serverVersion(database)}\n`,
)
console.log(
  '| | COPY of measurements | COPY of all three tables | first writing | of COPY | unchanged | replacing | CPU s of the writer |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const scenario of scenarios) console.log(await measure(scenario))
await database.close()

async function measure(scenario: Omit<BenchFile, 'version' | 'run'> & { readonly name: string }): Promise<string> {
  const first = makeFile({ ...scenario, version: 1, run: 1 })
  const again = makeFile({ ...scenario, version: 1, run: 2 })
  const newer = makeFile({ ...scenario, version: 2, run: 3 })
  const seconds = { levels: [], all: [], first: [], unchanged: [], replaced: [], cpu: [] } as Record<string, number[]>
  // One round to warm up, not counted.
  for (let round = -1; round < rounds; round += 1) {
    const writer = createWriter(database, settings)
    await empty()
    const before = process.cpuUsage()
    const took: Record<string, number> = { first: await feed(writer, first) }
    const used = process.cpuUsage(before)
    took.cpu = (used.user + used.system) / 1e6
    await copyOut()
    took.unchanged = await feed(writer, again)
    took.replaced = await feed(writer, newer)
    await empty()
    Object.assign(took, await copyIn())
    if (round >= 0) for (const [name, value] of Object.entries(took)) seconds[name]?.push(value)
  }
  const rows = scenario.cycles * scenario.levels
  const median = (name: string) => seconds[name]?.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
  const rate = (name: string) => `${(rows / median(name) / 1_000).toFixed(0)} (${(median(name) * 1_000).toFixed(1)})`
  return `| ${scenario.name} | ${[
    rate('levels'),
    rate('all'),
    rate('first'),
    (median('levels') / median('first')).toFixed(2),
    rate('unchanged'),
    rate('replaced'),
    median('cpu').toFixed(2),
  ].join(' | ')} |`
}

/** Every turn begins alike: empty tables, and nothing left for the checkpointer to do meanwhile. */
async function empty(): Promise<void> {
  await clearTables(database)
  await database.pool.query(sql.unsafe`checkpoint`)
}

async function folder(): Promise<string> {
  return (
    await database.pool.one(sql.type(z.object({ path: z.string() }))`select current_setting('data_directory') as path`)
  ).path
}

async function copyOut(): Promise<void> {
  for (const table of tables) {
    await database.pool.query(
      sql.unsafe`copy ${sql.identifier([table])} to ${sql.literalValue(`${await folder()}/bench-${table}.copy`)} (format binary)`,
    )
  }
}

/** The same rows from files of the server, in one transaction; levels and all three tables apart. */
async function copyIn(): Promise<{ levels: number; all: number }> {
  const path = await folder()
  return database.pool.transaction(async (connection) => {
    const copy = async (table: string) => {
      const started = performance.now()
      await connection.query(
        sql.unsafe`copy ${sql.identifier([table])} from ${sql.literalValue(`${path}/bench-${table}.copy`)} (format binary)`,
      )
      return (performance.now() - started) / 1_000
    }
    await copy('floats')
    await copy('datasets')
    const others = (await copy('profiles')) + (await copy('profile_variables'))
    const levels = await copy('measurements')
    return { levels, all: levels + others }
  })
}

async function serverVersion({ pool }: Database): Promise<string> {
  return (
    await pool.one(sql.type(z.object({ version: z.string() }))`select current_setting('server_version') as version`)
  ).version
}
