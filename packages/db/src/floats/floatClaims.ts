import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { floatFacts } from './floatFacts.ts'

const row = z.object({
  dataset_id: z.number().nullable(),
  ...floatFacts,
})

/** What one file says of one float. Times are milliseconds since 1970. */
export type ClaimRow = z.output<typeof row>

const columns = sql.fragment`c.dataset_id, c.platform_number, c.float_type, c.described_by, c.described_date_update,
  c.deployment_date, c.deployment_lat, c.deployment_lon, c.country, c.program, c.platform_type, c.metadata`

/** Forgets what datasets say of floats, and tells what it was. */
export async function deleteClaims(
  connection: CommonQueryMethods,
  datasetIds: readonly number[],
): Promise<readonly ClaimRow[]> {
  if (datasetIds.length === 0) return []
  return connection.any(
    sql.type(
      row,
    )`delete from float_claims c where c.dataset_id = any (${sql.array(datasetIds, 'int4')}) returning ${columns}`,
  )
}

/** What held files say of floats; of what was said before claims were kept nobody knows by which. */
export async function readHeldClaims(
  connection: CommonQueryMethods,
  platformNumbers: readonly string[],
): Promise<readonly ClaimRow[]> {
  return connection.any(
    sql.type(row)`
      select ${columns} from float_claims c left join datasets d using (dataset_id)
      where c.platform_number = any (${sql.array(platformNumbers, 'varchar')}) and (c.dataset_id is null or d.is_active)`,
  )
}

/** The floats that files with these digests say something of, held or not. */
export async function readClaimedFloats(
  connection: CommonQueryMethods,
  sha256s: readonly string[],
): Promise<readonly string[]> {
  return connection.anyFirst(
    sql.type(z.object({ platform_number: z.string() }))`
      select distinct c.platform_number from datasets d join float_claims c using (dataset_id)
      where d.raw_file_sha256 = any (${sql.array(sha256s, 'bpchar')})`,
  )
}

/** Forgets what was said of floats before claims were kept. */
export async function dropOldClaims(connection: CommonQueryMethods, platformNumbers: readonly string[]): Promise<void> {
  if (platformNumbers.length === 0) return
  await connection.query(
    sql.unsafe`delete from float_claims where dataset_id is null and platform_number = any (${sql.array(platformNumbers, 'varchar')})`,
  )
}

/** A claim to be recorded. */
export type NewClaim = ClaimRow & { readonly run_id: string }

export async function saveClaims(connection: CommonQueryMethods, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return
  // A few rows: in one round trip, where a COPY takes two.
  await connection.query(
    sql.unsafe`
      insert into float_claims (dataset_id, platform_number, run_id, float_type, described_by, described_date_update,
        deployment_date, deployment_lat, deployment_lon, country, program, platform_type, metadata)
      select dataset_id, platform_number, run_id, float_type, described_by, to_timestamp(described_date_update / 1000),
        to_timestamp(deployment_date / 1000), deployment_lat, deployment_lon, country, program, platform_type, metadata
      from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as new (
        dataset_id integer, platform_number text, run_id uuid, float_type text, described_by text,
        described_date_update double precision, deployment_date double precision, deployment_lat double precision,
        deployment_lon double precision, country text, program text, platform_type text, metadata jsonb)`,
  )
}
