import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { KnownVersion } from './findVersions.ts'

/** Forgets what datasets were found to hold: a later run over the file says it anew. */
export async function deleteVersions(connection: CommonQueryMethods, datasetIds: readonly number[]): Promise<void> {
  if (datasetIds.length === 0) return
  await connection.query(
    sql.unsafe`delete from profile_versions where dataset_id = any (${sql.array(datasetIds, 'int4')})`,
  )
}

/** Notes which versions are shown now, or are no longer. */
export async function saveShown(
  connection: CommonQueryMethods,
  versions: readonly Pick<KnownVersion, 'datasetId' | 'number' | 'isShown'>[],
): Promise<void> {
  if (versions.length === 0) return
  await connection.query(
    sql.unsafe`
      update profile_versions v set shown = n.shown
      from unnest(
        ${sql.array(
          versions.map((one) => one.datasetId),
          'int4',
        )},
        ${sql.array(
          versions.map((one) => one.number),
          'int4',
        )},
        ${sql.array(
          versions.map((one) => one.isShown),
          'bool',
        )}
      ) as n (dataset_id, profile_number, shown)
      where v.dataset_id = n.dataset_id and v.profile_number = n.profile_number`,
  )
}

const counted = z.object({
  dataset_id: z.number(),
  recorded: z.number(),
  shown: z.number(),
  present: z.number(),
  is_same: z.boolean(),
})

/**
 * How many versions of a dataset are recorded, how many of them are said to be shown, how many profiles are counted to
 * it, and whether these are the very ones.
 */
export type VersionCount = z.output<typeof counted>

/** Each side is summed up by itself: a join of two sets of keys could, by a bad plan, take the square of their number. */
export async function countVersions(
  connection: CommonQueryMethods,
  datasetIds: readonly number[],
): Promise<ReadonlyMap<number, VersionCount>> {
  const rows = await connection.any(
    sql.type(counted)`
      select said.dataset_id, said.recorded, said.shown, there.present, said.digest = there.digest as is_same
      from (
        select dataset_id, count(*)::int as recorded, (count(*) filter (where shown))::int as shown,
          coalesce(sum(hashtextextended(platform_number || cycle_number || direction || source_kind || profile_index
            || ' ' || encode(content_sha256, 'hex'), 0)::numeric) filter (where shown), 0) as digest
        from profile_versions where dataset_id = any (${sql.array(datasetIds, 'int4')})
        group by dataset_id
      ) as said
      cross join lateral (
        select count(*)::int as present,
          coalesce(sum(hashtextextended(platform_number || cycle_number || direction || source_kind || profile_index
            || ' ' || content_sha256, 0)::numeric), 0) as digest
        from profiles where dataset_id = said.dataset_id
      ) as there`,
  )
  return new Map(rows.map((one) => [one.dataset_id, one]))
}
