import pg from 'pg'
import type { Database } from '../../src/connectDatabase.ts'

/**
 * The rows of a query given as text, on a connection of its own, for tests and for looking around.
 * Services have modules with typed queries instead.
 */
export async function readRows<Row extends object = Record<string, unknown>>(
  { url }: Pick<Database, 'url'>,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'floatchat-look' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
