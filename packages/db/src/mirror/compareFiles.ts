import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { CopyRows } from '../CopyRows.ts'
import type { Database } from '../connectDatabase.ts'
import { copyInto } from '../copyInto.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { inScope } from './inScope.ts'
import type { IndexKind } from './planMirror.ts'

const difference = z.object({
  /** missing: the source has it; extra: the database has it; other: both have the file, and not the same of it. */
  kind: z.enum(['missing', 'extra', 'other']),
  path: z.string(),
  dataset_id: z.number().nullable(),
  /** What is so, as a sentence. */
  says: z.string(),
})
export type Difference = z.output<typeof difference>

export interface Comparison {
  readonly sourceId: number
  readonly kinds: readonly IndexKind[]
  readonly rows: AsyncIterable<CopyRows>
  readonly only: readonly string[]
}

/**
 * Where what the indexes list is not what is held, by paths and dates; and where the database lacks rows of what it
 * holds. At most so many, in the order of their paths.
 */
export function compareFiles(
  database: Database,
  comparison: Comparison,
  atMost: number,
): Promise<readonly Difference[]> {
  return asDatabaseWork('Comparing the indexes with what is held', () =>
    database.pool.transaction(async (transaction) => {
      await transaction.query(sql.unsafe`set local work_mem = '96MB'`)
      await transaction.query(sql.unsafe`
        create temporary table mirror_listed (path text collate "C", date_update timestamptz, kind text) on commit drop`)
      for await (const rows of comparison.rows)
        await copyInto(transaction, 'mirror_listed', ['path', 'date_update', 'kind'], rows.chunks())
      return differences(transaction, comparison, atMost)
    }),
  )
}

function differences(transaction: CommonQueryMethods, { sourceId, kinds, only }: Comparison, atMost: number) {
  const everything = only.length === 0
  return transaction.any(sql.type(difference)`
    with listed as (select path, max(date_update) as date_update from mirror_listed group by path),
    known as (
      select f.path, f.index_update, f.wanted_since, f.problem, f.sha256, f.dataset_id, d.is_active,
        d.written_run_id is not null as is_written, d.raw_file_sha256
      from mirror_files as f left join datasets as d using (dataset_id)
      where source_id = ${sourceId} and index_kind = any(${sql.array([...kinds], 'text')}) and ${inScope(only)}
    )
    select kind, path, dataset_id, says from (
      select path, known.dataset_id,
        case
          when listed.path is null and is_active and is_written then 'extra'
          when listed.path is null then null
          when known.dataset_id is null or not is_active or not is_written then 'missing'
          when encode(sha256, 'hex') <> raw_file_sha256 or index_update is distinct from listed.date_update
            or (wanted_since is not null and listed.date_update is not null) then 'other' end as kind,
        case
          when listed.path is null then 'It is held, and the index does not list it.'
          when known.path is null then 'It is listed and was never fetched.'
          when known.dataset_id is null then coalesce(problem, 'It is listed and was not fetched yet.')
          when not is_active then 'It was withdrawn.'
          when not is_written then coalesce(problem, 'It is not in the database yet.')
          when encode(sha256, 'hex') <> raw_file_sha256 then 'The dataset has other bytes than were fetched.'
          when problem is not null then problem
          else 'The index speaks of ' || coalesce(listed.date_update::text, 'no date') || ', and what is held is of '
            || coalesce(index_update::text, 'no date') || '.' end as says
      from listed full join known using (path)
      union all
      select coalesce(d.source_filename, ''), d.dataset_id, 'extra', 'It is held, and no file of the source is it.'
      from datasets as d
      where ${everything} and d.is_active and d.written_run_id is not null
        and not exists (select from datasets as member where member.parent_dataset_id = d.dataset_id)
        and not exists (select from mirror_files as f where f.source_id = ${sourceId} and f.dataset_id = d.dataset_id)
        and not exists (select from mirror_files as f where f.source_id = ${sourceId}
          and encode(f.sha256, 'hex') = d.raw_file_sha256 and f.missing_since is null)
      union all
      select coalesce(known.path, ''), known.dataset_id, 'missing', rows || ' of its profiles should be in the database and are not.'
      from known join (
        select v.dataset_id, count(*) as rows from profile_versions as v
        where shown and not exists (
          select from profiles as p where p.dataset_id = v.dataset_id and p.platform_number = v.platform_number
            and p.cycle_number = v.cycle_number and p.direction = v.direction and p.source_kind = v.source_kind
            and p.profile_index = v.profile_index)
        group by 1
      ) as lacking using (dataset_id)
      where is_active
    ) as found where kind is not null order by path, kind limit ${atMost}`)
}

const heldBytes = z.object({
  path: z.string(),
  sha256: z.string().nullable(),
  dataset_id: z.number().nullable(),
  is_held: z.boolean(),
})
export type HeldBytes = z.output<typeof heldBytes>

/** What is held of these paths, by the bytes that their datasets have. */
export function findHeldBytes(
  database: Database,
  sourceId: number,
  paths: readonly string[],
): Promise<readonly HeldBytes[]> {
  return asDatabaseWork('Looking what is held', () =>
    database.pool.any(sql.type(heldBytes)`
      select path, raw_file_sha256 as sha256, dataset_id,
        coalesce(is_active and written_run_id is not null, false) as is_held
      from mirror_files left join datasets using (dataset_id)
      where source_id = ${sourceId} and path = any(${sql.array([...paths], 'text')})`),
  )
}
