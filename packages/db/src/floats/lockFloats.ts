import { conflict } from '@floatchat/contracts/IngestionError'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { floatFacts } from './floatFacts.ts'

const row = z.object({
  float_id: z.number(),
  ...floatFacts,
})

// Names the locks of files among the advisory locks of the database.
const filesLock = 4_714

/** A float as the database has it. Times are milliseconds since 1970. */
export type FloatRow = z.output<typeof row>

/**
 * Locks files and floats until the transaction ends; makes the floats that are not there yet. Whoever says what a
 * file holds has its lock, whichever dataset it came as; whoever changes profiles or positions of a float has the
 * float's. The floats that the files were found to hold before are locked as well: they may be others.
 *
 * Locks are taken in one order: files by a number made of their digest, then floats by platform_number, new floats
 * before old ones. Two writers cannot wait for each other: while one still makes floats it holds only new ones, and
 * the other, which has passed them, would have waited for these there.
 */
export async function lockFloats(
  connection: CommonQueryMethods,
  sha256s: readonly string[],
  platformNumbers: readonly string[],
): Promise<ReadonlyMap<string, FloatRow>> {
  const platforms = sql.array([...new Set(platformNumbers)], 'text')
  const files = sql.array([...new Set(sha256s)], 'bpchar')
  // Within the argument of unnest, so that files are locked by whatever plan, also where no float is named.
  await connection.query(
    sql.unsafe`
      with files as (
        select count(pg_advisory_xact_lock(${filesLock}, number)) as locked
        from (select distinct hashtext(f) as number from unnest(${files}) as f order by number) as numbers
      )
      insert into floats (platform_number, wmo_id)
      select p, case when p ~ '^[0-9]{5,7}$' then p end
      from unnest(case when (select locked from files) >= 0 then ${platforms} end) as p
      order by p collate "C"
      on conflict (platform_number) do nothing`,
  )
  const rows = await connection.any(
    sql.type(row)`
      select float_id, platform_number, float_type, described_by, described_date_update,
        deployment_date, deployment_lat, deployment_lon, country, program, platform_type, metadata
      from floats
      where platform_number = any (${platforms}::varchar[] || array(
        select c.platform_number from datasets d join float_claims c using (dataset_id)
        where d.raw_file_sha256 = any (${files})))
      order by platform_number collate "C"
      for update`,
  )
  const floats = new Map(rows.map((found) => [found.platform_number, found]))
  const missing = platformNumbers.find((platform) => !floats.has(platform))
  if (missing !== undefined) throw conflict(`Float ${missing} was removed meanwhile.`)
  return floats
}
