import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { databaseError } from './databaseError.ts'

/**
 * Makes the roles of `roles.sql` and gives them what they need on the tables that are there. Running it
 * again changes nothing.
 *
 * @param url of the tables' owner, who may make roles
 * @throws IngestionError DATABASE_UNAVAILABLE where the database is away, or its user may not do this.
 */
export async function applyRoles(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Without a listener the loss of the connection would end the process; the query under way says it too.
  client.on('error', () => {})
  try {
    await client.connect()
    // Several statements in one query are one transaction.
    await client.query(await readFile(new URL('../roles.sql', import.meta.url), 'utf8'))
  } catch (error) {
    throw databaseError(error, 'Setting the roles of the database')
  } finally {
    await client.end().catch(() => {})
  }
}
