import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

const row = z.object({
  float_id: z.number(),
  platform_number: z.string(),
  float_type: z.enum(['core', 'deep', 'BGC']),
  described_by: z.enum(['meta', 'profile']).nullable(),
  described_date_update: z.number().nullable(),
  deployment_date: z.number().nullable(),
  deployment_lat: z.number().nullable(),
  deployment_lon: z.number().nullable(),
  country: z.string().nullable(),
  program: z.string().nullable(),
  platform_type: z.string().nullable(),
  metadata: z.unknown(),
})

/** A float as the database has it. Times are milliseconds since 1970. */
export type FloatRow = z.output<typeof row>

/**
 * Makes the floats that are not there yet and locks all of them until the transaction ends: whoever
 * changes profiles or positions of a float holds its lock, so that two files with the same floats
 * are written one after the other.
 *
 * Locks are taken in the order of platform_number, new floats before old ones. Two writers cannot wait
 * for each other: while one still makes floats it holds only new ones, and the other, which has passed
 * them, would have waited for these there.
 */
export async function lockFloats(
  connection: CommonQueryMethods,
  platformNumbers: readonly string[],
): Promise<ReadonlyMap<string, FloatRow>> {
  const platforms = sql.array([...new Set(platformNumbers)], 'text')
  await connection.query(
    sql.unsafe`
      insert into floats (platform_number, wmo_id)
      select p, case when p ~ '^[0-9]{5,7}$' then p end
      from unnest(${platforms}) as p
      order by p collate "C"
      on conflict (platform_number) do nothing`,
  )
  const rows = await connection.any(
    sql.type(row)`
      select float_id, platform_number, float_type, described_by, described_date_update,
        deployment_date, deployment_lat, deployment_lon, country, program, platform_type, metadata
      from floats
      where platform_number = any (${platforms}::varchar[])
      order by platform_number collate "C"
      for update`,
  )
  return new Map(rows.map((found) => [found.platform_number, found]))
}
