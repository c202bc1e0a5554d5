import { sql } from 'slonik'
import type { Database } from '../../src/connectDatabase.ts'

/** Empties the database of everything ingested, for tests and benchmarks. */
export async function clearTables({ pool }: Database): Promise<void> {
  await pool.query(
    sql.unsafe`truncate operations, grey_list_floats, floats, datasets, profiles, profile_variables, measurements, float_positions, ingestion_jobs, outbox, bulk_in_flight, uploads,
      withdrawals, float_claims, profile_changes, profile_provenance, float_missions, float_sensors, floats_to_judge, floats_untold, mirror_sources, mirror_files cascade`,
  )
}
