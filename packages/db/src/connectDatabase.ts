import { createPool, type DatabasePool, sql } from 'slonik'
import { z } from 'zod'
import { asDatabaseWork } from './databaseError.ts'
import type { DatabaseSettings } from './databaseSettings.ts'
import { pgDriver } from './pgDriver.ts'
import { validateRows } from './validateRows.ts'

/** The database of the ingestion system. */
export interface Database {
  /** Runs typed SQL: `pool.one(sql.type(schema)`select …`)`. Its errors go through `databaseError`. */
  readonly pool: DatabasePool
  /** For what needs a session of its own, as `migrate` does: past a pooler, where there is one. */
  readonly url: string
  /** @throws IngestionError DATABASE_UNAVAILABLE where the database does not answer. */
  check(): Promise<void>
  /** Ends the pool; queries under way have five seconds. */
  close(): Promise<void>
}

export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string
  /** After how long the server breaks a statement off, milliseconds; none for long copies. Default 30 s. */
  readonly statementTimeoutMs?: number | 'DISABLE_TIMEOUT'
  /** After how long the server breaks a transaction off in which nothing is done, milliseconds. Default 60 s. */
  readonly idleInTransactionTimeoutMs?: number | 'DISABLE_TIMEOUT'
  /** What the server may take for one step of a statement before it writes to its disk, MB. Default: the server's. */
  readonly workMemoryMb?: number
}

/**
 * A pool of connections, each opened when it is first needed: the database may be away when a
 * service starts.
 */
export async function connectDatabase(
  settings: Pick<DatabaseSettings, 'DATABASE_URL'> & Partial<DatabaseSettings>,
  {
    applicationName = 'floatchat',
    statementTimeoutMs = 30_000,
    idleInTransactionTimeoutMs = 60_000,
    workMemoryMb,
  }: ConnectOptions = {},
): Promise<Database> {
  const named = (address: string) =>
    withApplicationName(address.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:'), applicationName)
  const url = named(settings.DATABASE_URL)
  const pool = await createPool(workMemoryMb === undefined ? url : withWorkMemory(url, workMemoryMb), {
    driverFactory: pgDriver({ preparing: settings.DB_PREPARED_STATEMENTS ?? true }),
    maxPoolSize: settings.DB_POOL_SIZE ?? 10,
    connectionTimeout: 5_000,
    statementTimeout: statementTimeoutMs,
    idleInTransactionSessionTimeout: idleInTransactionTimeoutMs,
    idleTimeout: 60_000,
    interceptors: [validateRows],
    // Retrying is the stage's business: it knows what else has to be done again.
    queryRetryLimit: 0,
    transactionRetryLimit: 0,
    connectionRetryLimit: 0,
    // Nothing in this system changes the state of a session, and all its locks end with their transactions:
    // there is nothing to reset. The default, DISCARD ALL, would cost a round trip for each use of a connection.
    resetConnection: async () => {},
  })
  // The pool tells of every failed query twice, and a second time that nobody listens to ends the process.
  pool.on('error', () => {})
  return {
    pool,
    url: settings.DATABASE_DIRECT_URL === undefined ? url : named(settings.DATABASE_DIRECT_URL),
    check: () =>
      asDatabaseWork('Checking the database', async () => {
        await pool.one(sql.type(z.object({ ok: z.number() }))`select 1 as ok`)
      }),
    close: () => pool.end(),
  }
}

function withApplicationName(url: string, name: string): string {
  const parsed = new URL(url)
  if (!parsed.searchParams.has('application_name')) parsed.searchParams.set('application_name', name)
  return parsed.href
}

function withWorkMemory(url: string, megabytes: number): string {
  const parsed = new URL(url)
  const options = [parsed.searchParams.get('options') ?? '', `-c work_mem=${megabytes}MB`].join(' ').trim()
  parsed.searchParams.set('options', options)
  // The client reads a plus as a plus.
  return parsed.href.replaceAll('+', '%20')
}
