import { IngestionError } from '@floatchat/contracts/IngestionError'
import { sql } from 'slonik'
import type { Database } from '../../src/connectDatabase.ts'
import { databaseError } from '../../src/databaseError.ts'

/**
 * Empties the database of everything ingested, for tests and benchmarks. Services may be at work on it: the tables are
 * locked one after the other, and of two that wait for each other PostgreSQL ends one, which is tried again.
 */
export async function clearTables({ pool }: Database): Promise<void> {
  const truncate = sql.unsafe`truncate operations, grey_list_floats, floats, datasets, profiles, profile_variables, measurements, float_positions, ingestion_jobs, outbox, bulk_in_flight, uploads,
      withdrawals, float_claims, profile_changes, profile_provenance, float_missions, float_sensors, floats_to_judge, floats_untold, mirror_sources, mirror_files cascade`
  for (;;) {
    try {
      await pool.query(truncate)
      return
    } catch (error) {
      const known = databaseError(error, 'Emptying the tables')
      if (!(known instanceof IngestionError) || known.code !== 'TRANSACTION_CONFLICT') throw known
    }
  }
}
