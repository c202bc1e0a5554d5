import { randomUUID } from 'node:crypto'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { CopySource } from './CopyIn.ts'

// slonik passes a statement and its values to the driver, and a stream is no value: the driver finds
// the source of a copy here by the name that travels as its only value.
const sources = new Map<string, CopySource>()

/** For the driver: the source that goes by this name. */
export function copySource(name: unknown): CopySource | undefined {
  return typeof name === 'string' ? sources.get(name) : undefined
}

/**
 * Binary COPY into a table on a slonik connection, so that it takes part in its transaction.
 *
 * @param source bytes of PostgreSQL's binary copy format, its header and trailer included.
 * @returns how many rows were copied.
 */
export async function copyInto(
  connection: Pick<CommonQueryMethods, 'query'>,
  table: string,
  columns: readonly string[],
  source: CopySource,
): Promise<number> {
  const name = randomUUID()
  sources.set(name, source)
  try {
    const list = sql.join(
      columns.map((column) => sql.identifier([column])),
      sql.fragment`, `,
    )
    const result = await connection.query(
      // The value stands in a comment, where PostgreSQL does not look for it.
      sql.type(z.unknown())`COPY ${sql.identifier([table])} (${list}) FROM STDIN (FORMAT binary) /* ${name} */`,
    )
    return result.rowCount
  } finally {
    sources.delete(name)
  }
}
