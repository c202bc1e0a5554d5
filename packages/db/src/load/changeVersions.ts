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
})

/** How many versions of a dataset are recorded, how many are said to be shown, and how many are there as they say. */
export type VersionCount = z.output<typeof counted>

export async function countVersions(
  connection: CommonQueryMethods,
  datasetIds: readonly number[],
): Promise<ReadonlyMap<number, VersionCount>> {
  const rows = await connection.any(
    sql.type(counted)`
      select v.dataset_id, count(*)::int as recorded, (count(*) filter (where v.shown))::int as shown,
        count(p.profile_id)::int as present
      from profile_versions v
      left join profiles p on v.shown and p.platform_number = v.platform_number and p.cycle_number = v.cycle_number
        and p.direction = v.direction and p.source_kind = v.source_kind and p.profile_index = v.profile_index
        and p.dataset_id = v.dataset_id and p.content_sha256 = encode(v.content_sha256, 'hex')
      where v.dataset_id = any (${sql.array(datasetIds, 'int4')})
      group by v.dataset_id`,
  )
  return new Map(rows.map((one) => [one.dataset_id, one]))
}
