import { sql } from 'slonik'
import type { System } from '../openSystem.ts'

/** Ends every connection to the system's database but the one that asks for it. */
export async function endConnections({ database }: System): Promise<void> {
  await database.pool.query(sql.unsafe`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
}
