import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { inScope } from './inScope.ts'

const withDatasets = z.object({ path: z.string(), datasets: z.array(z.number()) })
/** A file and the datasets that are to be withdrawn for it. */
export type FileToWithdraw = z.output<typeof withDatasets>

/**
 * Of the datasets those that may be withdrawn: active ones that a mirror brought, and that no other path has, of
 * whatever source. Rows whose file is missing do not keep each other's.
 */
const withdrawable = (datasets: FragmentSqlToken): FragmentSqlToken => sql.fragment`
  coalesce((
    select array_agg(d.dataset_id order by d.dataset_id) from unnest(${datasets}) as wanted (dataset_id)
    join datasets as d using (dataset_id) join mirror_datasets using (dataset_id)
    where d.is_active and not exists (
      select from mirror_files as other where other.dataset_id = d.dataset_id
        and (other.source_id, other.path) <> (f.source_id, f.path) and other.missing_since is null)
  ), '{}')`

/** Files whose newer bytes are in the database, with the datasets of their earlier ones. */
export function replacedFiles(
  database: Database,
  sourceId: number,
  atMost: number,
): Promise<readonly FileToWithdraw[]> {
  return asDatabaseWork('Looking for replaced files', () =>
    database.pool.any(sql.type(withDatasets)`
      select path, ${withdrawable(sql.fragment`f.replaced`)} as datasets
      from mirror_files as f
      where source_id = ${sourceId} and state = 'held' and replaced <> '{}' order by path limit ${atMost}`),
  )
}

export function forgetReplaced(database: Database, sourceId: number, paths: readonly string[]): Promise<void> {
  return asDatabaseWork('Recording replaced files', async () => {
    await database.pool.query(sql.unsafe`
      update mirror_files set replaced = '{}'
      where source_id = ${sourceId} and path = any(${sql.array([...paths], 'text')})`)
  })
}

/** The name that a file gets when its data are in delayed mode: R6900001_001.nc becomes D6900001_001.nc. */
const delayed = sql.fragment`regexp_replace(f.path, '/([BS]?)R([0-9]+_[0-9]+D?[.]nc)$', '/\\1D\\2')`

const share = z.object({
  /** Missing for long enough. */
  due: int8,
  /** Of those the ones that are only called otherwise by now. */
  renamed: int8,
  known: int8,
})

/** How many files are missing for long enough to be withdrawn, of how many that the source has or had. */
export function countGone(
  database: Database,
  sourceId: number,
  only: readonly string[],
  graceSeconds: number,
): Promise<readonly (z.output<typeof share> & { readonly index_kind: string })[]> {
  return asDatabaseWork('Counting missing files', () =>
    database.pool.any(sql.type(share.extend({ index_kind: z.string() }))`
      select index_kind, count(*) as known,
        count(*) filter (where missing_since <= now() - make_interval(secs => ${graceSeconds})) as due,
        count(*) filter (where missing_since <= now() - make_interval(secs => ${graceSeconds}) and exists (
          select from mirror_files as d
          where d.source_id = f.source_id and d.path = ${delayed} and d.path <> f.path and d.missing_since is null)
        ) as renamed
      from mirror_files as f where source_id = ${sourceId} and dataset_id is not null and ${inScope(only)}
      group by 1`),
  )
}

/**
 * Files that are missing for long enough, each with its datasets. One that is renamed waits until the other is in the
 * database.
 */
export function goneFiles(
  database: Database,
  sourceId: number,
  only: readonly string[],
  kinds: readonly string[],
  graceSeconds: number,
  after: string,
  atMost: number,
): Promise<readonly FileToWithdraw[]> {
  return asDatabaseWork('Looking for missing files', () =>
    database.pool.any(sql.type(withDatasets)`
      select path, ${withdrawable(sql.fragment`array_append(f.replaced, f.dataset_id)`)} as datasets
      from mirror_files as f
      where source_id = ${sourceId} and missing_since <= now() - make_interval(secs => ${graceSeconds})
        and path > ${after} and ${inScope(only, sql.fragment`f.path`)}
        and index_kind = any(${sql.array([...kinds], 'text')})
        and not exists (
          select from mirror_files as d
          where d.source_id = f.source_id and d.path = ${delayed} and d.path <> f.path
            and d.missing_since is null and d.state <> 'held')
      order by path limit ${atMost}`),
  )
}

export function forgetGone(database: Database, sourceId: number, paths: readonly string[]): Promise<void> {
  return asDatabaseWork('Recording files that are gone', async () => {
    await database.pool.query(sql.unsafe`
      delete from mirror_files where source_id = ${sourceId} and path = any(${sql.array([...paths], 'text')})`)
  })
}
