import { type CommonQueryMethods, sql } from 'slonik'
import type { FloatRow } from './lockFloats.ts'

/** Writes what has changed of floats whose locks are held. */
export async function saveFloats(connection: CommonQueryMethods, floats: readonly FloatRow[]): Promise<void> {
  if (floats.length === 0) return
  await connection.query(
    sql.unsafe`
      update floats set
        float_type = new.float_type,
        described_by = new.described_by,
        described_date_update = to_timestamp(new.described_date_update / 1000),
        deployment_date = to_timestamp(new.deployment_date / 1000),
        deployment_lat = new.deployment_lat,
        deployment_lon = new.deployment_lon,
        country = new.country,
        program = new.program,
        platform_type = new.platform_type,
        metadata = new.metadata,
        updated_at = now()
      from jsonb_to_recordset(${JSON.stringify(floats)}::jsonb) as new (
        float_id integer, float_type text, described_by text, described_date_update double precision,
        deployment_date double precision, deployment_lat double precision, deployment_lon double precision,
        country text, program text, platform_type text, metadata jsonb)
      where floats.float_id = new.float_id`,
  )
}
