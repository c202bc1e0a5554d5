/**
 * Databases for the stack and its tests. The one place outside packages/db that speaks to PostgreSQL:
 * packages/db works inside a database, and here there is none yet.
 *
 * @module
 */
import pg from 'pg'

/** Resolves when the server lets us in. */
export async function databaseAnswers(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('select 1')
  })
}

/** Creates the database that the address names, unless it is there. */
export async function createDatabase(url: string, template = 'template1'): Promise<void> {
  const { maintenance, name } = split(url)
  await withClient(maintenance, async (client) => {
    try {
      await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`)
    } catch (error) {
      // 42P04 duplicate_database; 23505 where two create it in the same moment.
      if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
    }
  })
}

/** Creates a database with PostGIS in it, to be a template for others: the extension takes a second each time. */
export async function createPostgisTemplate(url: string): Promise<void> {
  await createDatabase(url)
  await withClient(url, async (client) => {
    await client.query('create extension if not exists postgis')
  })
}

/** Drops the database that the address names, ending who is still connected. */
export async function dropDatabase(url: string): Promise<void> {
  const { maintenance, name } = split(url)
  await withClient(maintenance, async (client) => {
    await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
  })
}

function split(url: string): { maintenance: string; name: string } {
  const maintenance = new URL(url)
  const name = decodeURIComponent(maintenance.pathname.slice(1))
  maintenance.pathname = '/postgres'
  return { maintenance: maintenance.href, name }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  // The Python service's form of the address names its driver.
  const connectionString = url.replace(/^postgresql\+\w+:/, 'postgresql:')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
