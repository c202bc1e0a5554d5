import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** What one table holds: how many rows, and a digest that does not depend on their order. */
export interface TableDigest {
  readonly rows: number
  readonly digest: string
}

export const digestedTables = ['floats', 'profiles', 'measurements', 'profile_variables', 'float_positions'] as const
export type TableDigests = Readonly<Record<(typeof digestedTables)[number], TableDigest>>

/** Columns that say when and by which number, and not what. */
const leftOut: Record<(typeof digestedTables)[number], readonly string[]> = {
  floats: ['float_id', 'created_at', 'updated_at'],
  profiles: ['profile_id', 'float_id', 'dataset_id', 'run_id', 'created_at', 'updated_at'],
  measurements: ['profile_id'],
  profile_variables: ['profile_id'],
  float_positions: ['position_id'],
}

/**
 * Digests of the tables that hold the data. Two databases with equal digests hold the same: surrogate
 * ids and clocks are left out, and where a row names another by its id, that row's own key stands in
 * its place (a profile's dataset is named by the digest of its file).
 */
export async function digestTables(connection: Pick<CommonQueryMethods, 'one'>): Promise<TableDigests> {
  const entries: [string, TableDigest][] = []
  for (const table of digestedTables) entries.push([table, await digestTable(connection, table)])
  return Object.fromEntries(entries) as TableDigests // One entry for each of its keys.
}

const profileKey = sql.fragment`jsonb_build_array(p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index)`

async function digestTable(
  connection: Pick<CommonQueryMethods, 'one'>,
  table: (typeof digestedTables)[number],
): Promise<TableDigest> {
  const rest = sql.fragment`to_jsonb(t) - ${sql.array(leftOut[table], 'text')}`
  const from = sql.identifier([table])
  const rows =
    table === 'measurements' || table === 'profile_variables'
      ? // The profile is left joined: a row without one would be an orphan, and must show.
        sql.fragment`select ${profileKey}::text || (${rest})::text as line from ${from} t left join profiles p using (profile_id)`
      : table === 'profiles'
        ? sql.fragment`select d.raw_file_sha256::text || (${rest})::text as line from ${from} t left join datasets d using (dataset_id)`
        : sql.fragment`select (${rest})::text as line from ${from} t`
  const { count, digest } = await connection.one(
    sql.type(z.object({ count: z.coerce.number(), digest: z.string() }))`
      select count(*) as count,
        coalesce(sum(hashtextextended(coalesce(line, ''), 0)::numeric), 0)::text || ':' ||
        coalesce(sum(hashtextextended(coalesce(line, ''), 1)::numeric), 0)::text as digest
      from (${rows}) as lines`,
  )
  return { rows: count, digest }
}
