import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'

const id = z.object({ source_id: z.number() })

/**
 * The source that has any of these addresses, with these from now on; a new one where none has.
 *
 * @param addresses in the order in which they are asked, without user and password.
 */
export function openMirrorSource(database: Database, addresses: readonly string[]): Promise<number> {
  const given = sql.array([...addresses], 'text')
  return asDatabaseWork('Looking for the source of a mirror', () =>
    database.pool.transaction(async (transaction) => {
      // Two that begin at once must not make two of it.
      await transaction.query(sql.unsafe`lock table mirror_sources in share row exclusive mode`)
      const known = await transaction.maybeOneFirst(sql.type(id)`
        update mirror_sources set addresses = ${given}
        where source_id = (select min(source_id) from mirror_sources where addresses && ${given}) returning source_id`)
      if (known !== null) return known
      return transaction.oneFirst(sql.type(id)`
        insert into mirror_sources (addresses) values (${given}) returning source_id`)
    }),
  )
}

/** The source that has any of these addresses, if it was ever mirrored. */
export function findMirrorSource(database: Database, addresses: readonly string[]): Promise<number | undefined> {
  return asDatabaseWork('Looking for the source of a mirror', async () => {
    const found = await database.pool.maybeOneFirst(sql.type(id)`
      select source_id from mirror_sources where addresses && ${sql.array([...addresses], 'text')}
      order by source_id limit 1`)
    return found ?? undefined
  })
}
