import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const held = z.object({ dataset_id: z.number(), filename: z.string().nullable() })
const elsewhere = held.extend({ profiles: int8, same_bytes: z.boolean() })
const listed = 100

/** How a dataset is related to what else is held. */
export interface DatasetRelations {
  /** Datasets with the same bytes. */
  readonly same_bytes: readonly z.output<typeof held>[]
  /** Where profiles of this dataset are shown from, other than from itself: the same, or better versions of them. */
  readonly shown_from: readonly z.output<typeof elsewhere>[]
  /** Floats that it holds profiles of, or describes. */
  readonly floats: readonly string[]
}

/** The relations of a dataset; of a zip those of its members. Each list holds the first 100. */
export function readRelations({ pool }: Database, datasetId: number): Promise<DatasetRelations> {
  // Of files with the same bytes one has the versions.
  const own = sql.fragment`
    own as (select * from datasets where dataset_id = ${datasetId} or parent_dataset_id = ${datasetId}),
    same as (select other.* from datasets as other join own using (raw_file_sha256) where other.is_active
      and not exists (select from own where own.dataset_id = other.dataset_id)),
    versions as (select distinct platform_number, cycle_number, direction, source_kind, profile_index
      from profile_versions
      where dataset_id in (select dataset_id from own union select dataset_id from same))`
  return asDatabaseWork('Reading the relations of a dataset', async () => {
    const [same, shown, floats] = await Promise.all([
      pool.any(sql.type(held)`
        with ${own} select distinct dataset_id, source_filename as filename from same order by dataset_id limit ${listed}`),
      pool.any(sql.type(elsewhere)`
        with ${own}
        select datasets.dataset_id, source_filename as filename, count(*) as profiles,
          exists (select from same where same.dataset_id = datasets.dataset_id) as same_bytes
        from versions
        join profiles using (platform_number, cycle_number, direction, source_kind, profile_index)
        join datasets on datasets.dataset_id = profiles.dataset_id
        where datasets.dataset_id not in (select dataset_id from own)
        group by datasets.dataset_id, source_filename order by count(*) desc, datasets.dataset_id limit ${listed}`),
      pool.anyFirst(sql.type(z.object({ platform_number: z.string() }))`
        with ${own}
        select platform_number from versions
        union
        select platform_number from float_claims
        where dataset_id in (select dataset_id from own union select dataset_id from same)
        order by platform_number limit ${listed}`),
    ])
    return { same_bytes: same, shown_from: shown, floats }
  })
}
