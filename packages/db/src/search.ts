import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from './connectDatabase.ts'
import { asDatabaseWork } from './databaseError.ts'

const found = z.object({
  kind: z.enum(['float', 'dataset', 'job']),
  /** The WMO number, or the id. */
  id: z.string(),
  /** What a person knows it by. */
  name: z.string(),
  /** The zip that it came in. */
  part_of: z.string().nullable(),
})
export type Found = z.output<typeof found>

/** Floats by the beginning of their number, jobs by that of their id, files (those of zips too) by a part of a name. */
export function search(database: Database, text: string, most: number): Promise<readonly Found[]> {
  const plain = text.replaceAll(/[\\%_]/g, '\\$&')
  const [begins, holds] = [`${plain}%`, `%${plain}%`]
  return asDatabaseWork('Searching', () =>
    database.pool.any(sql.type(found)`
      (select 'float' as kind, platform_number as id, platform_number as name, null as part_of
        from floats where platform_number like ${begins} order by platform_number limit ${most})
      union all
      (select 'job', job_id::text, coalesce(original_filename, ''), null
        from ingestion_jobs where job_id::text like ${`${plain.toLowerCase()}%`} and length(${text}) >= 6
        order by created_at desc limit ${most})
      union all
      (select 'dataset', dataset.dataset_id::text, coalesce(dataset.source_filename, dataset.name, ''),
          zip.source_filename
        from datasets as dataset left join datasets as zip on zip.dataset_id = dataset.parent_dataset_id
        where dataset.is_active and (dataset.source_filename ilike ${holds} or dataset.name ilike ${holds})
        order by dataset.dataset_id desc limit ${most})`),
  )
}
