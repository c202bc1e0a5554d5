import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { permanent } from '@floatchat/contracts/IngestionError'
import pg from 'pg'
import { databaseError } from './databaseError.ts'

const folder = new URL('../migrations/', import.meta.url)

// Any number will do, as long as every instance of every release takes the same.
const lockNumber = 4_711_202_605

export interface Migrated {
  /** Names of the migrations applied by this call, in order; empty where there was nothing to do. */
  readonly applied: readonly string[]
}

/**
 * Brings the database to the newest schema: runs each file of `migrations/` that has not run yet,
 * in the order of their names, each in a transaction. Safe to run twice and by several instances at
 * once: the others wait, then find nothing to do.
 *
 * @throws IngestionError DATABASE_UNAVAILABLE where the database is away; INTERNAL where a migration
 * that has run was edited since.
 */
export async function migrate(database: string | { readonly url: string }): Promise<Migrated> {
  const url = typeof database === 'string' ? database : database.url
  const client = new pg.Client({
    connectionString: url.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:'),
    connectionTimeoutMillis: 5_000,
  })
  // Without a listener the loss of the connection would end the process; the query under way says it too.
  client.on('error', () => {})
  try {
    await client.connect()
    return await run(client)
  } catch (error) {
    throw databaseError(error, 'Migrating the database')
  } finally {
    await client.end().catch(() => {})
  }
}

async function run(client: pg.Client): Promise<Migrated> {
  await client.query('select pg_advisory_lock($1)', [lockNumber])
  await client.query(`create table if not exists schema_migrations (
    name text primary key, sha256 char(64) not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
  const done = new Map(rows.map((row) => [row.name, row.sha256]))
  const applied: string[] = []
  for (const { name, text, sha256 } of await migrations()) {
    const before = done.get(name)
    if (before === sha256) continue
    if (before !== undefined) {
      throw permanent(
        'INTERNAL',
        `Migration '${name}' has run on this database and was edited since: put it back as it was, and make the change in a new file.`,
      )
    }
    await client.query('begin')
    await client.query(text)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
    applied.push(name)
  }
  return { applied }
}

async function migrations() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
