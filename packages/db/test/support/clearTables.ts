import { sql } from 'slonik'
import type { Database } from '../../src/connectDatabase.ts'

/** Empties the database of everything ingested, for tests and benchmarks. */
export async function clearTables({ pool }: Database): Promise<void> {
  await pool.query(
    sql.unsafe`truncate floats, datasets, profiles, profile_variables, measurements, float_positions, profile_provenance, float_missions, float_sensors, floats_to_judge, ingestion_jobs, outbox, bulk_in_flight cascade`,
  )
}
