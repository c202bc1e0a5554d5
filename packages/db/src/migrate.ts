import { setTimeout as sleep } from 'node:timers/promises'
import { permanent } from '@floatchat/contracts/IngestionError'
import pg from 'pg'
import { databaseError } from './databaseError.ts'
import { applyMigration, type LockPatience } from './migrations/applyMigration.ts'
import { fillChanges } from './migrations/fillChanges.ts'
import { fillClaims } from './migrations/fillClaims.ts'
import { fillVersions } from './migrations/fillVersions.ts'
import { migrationFiles } from './migrations/migrationFiles.ts'
import { saveQualityTests } from './migrations/saveQualityTests.ts'

const ownFolder = new URL('../migrations/', import.meta.url)

// Any number will do, as long as every instance of every release takes the same.
const lockNumber = 4_711_202_605
const betweenTriesMs = 200

export interface Migrated {
  /** Names of the migrations applied by this call, in order; empty where there was nothing to do. */
  readonly applied: readonly string[]
}

export interface MigrateOptions extends LockPatience {
  /** Where the migrations are; the package's own unless a test has others. */
  readonly folder?: URL
}

/**
 * Brings the database to the newest schema: runs each file of `migrations/` that has not run yet, by their
 * numbers, each in a transaction unless it says otherwise, then the reference data. Safe to run twice and by
 * several instances at once: the others wait, then find nothing to do.
 *
 * @throws IngestionError DATABASE_UNAVAILABLE where the database is away, or a table was in use for too long;
 * INTERNAL where a migration that has run was edited since.
 */
export async function migrate(
  database: string | { readonly url: string },
  options: MigrateOptions = {},
): Promise<Migrated> {
  const url = typeof database === 'string' ? database : database.url
  const client = new pg.Client({
    connectionString: url.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:'),
    connectionTimeoutMillis: 5_000,
    application_name: 'floatchat-migrate',
  })
  // Without a listener the loss of the connection would end the process; the query under way says it too.
  client.on('error', () => {})
  try {
    await client.connect()
    return await run(client, options)
  } catch (error) {
    throw databaseError(error, 'Migrating the database')
  } finally {
    await client.end().catch(() => {})
  }
}

async function run(client: pg.Client, { folder = ownFolder, ...patience }: MigrateOptions): Promise<Migrated> {
  await becomeTheOnlyOne(client)
  await client.query(`create table if not exists schema_migrations (
    name text primary key, sha256 char(64) not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
  const done = new Map(rows.map((row) => [row.name, row.sha256]))
  const applied: string[] = []
  for (const migration of await migrationFiles(folder)) {
    const before = done.get(migration.name)
    if (before === migration.sha256) continue
    if (before !== undefined) {
      throw permanent(
        'INTERNAL',
        `Migration '${migration.name}' has run on this database and was edited since: put it back as it was, and make the change in a new file.`,
      )
    }
    await applyMigration(client, migration, patience)
    applied.push(migration.name)
  }
  if (folder === ownFolder) {
    await saveQualityTests(client)
    await fillVersions(client)
    await fillClaims(client)
    await fillChanges(client)
  }
  return { applied }
}

/**
 * Takes the lock by asking for it again and again: a session that waits in `pg_advisory_lock` has a snapshot, for
 * which another's `create index concurrently` would wait, while that one waits for the lock.
 */
async function becomeTheOnlyOne(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockNumber])
    if (rows[0]?.taken === true) return
    await sleep(betweenTriesMs)
  }
}
