import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { CopyRows } from '../CopyRows.ts'
import type { Database } from '../connectDatabase.ts'
import { copyInto } from '../copyInto.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { inScope } from './inScope.ts'

export const indexKinds = ['core', 'bio', 'synthetic', 'meta', 'folder'] as const
export type IndexKind = (typeof indexKinds)[number]

export interface PlanInput {
  readonly sourceId: number
  /** Indexes that were read whole: of other files nobody knows whether they are missing. */
  readonly kinds: readonly IndexKind[]
  /** Rows of path, date_update and index_kind, in batches of which each is done with when the next is asked for. */
  readonly rows: AsyncIterable<CopyRows>
  /** Folders that the plan is limited to. */
  readonly only: readonly string[]
  /**
   * Passes over rows that are older than what is known: of a source that may lag behind. Where its newest row is older
   * than the newest that is known it does, and what it lacks does not count as missing.
   */
  readonly onlyNewer: boolean
  /** Says what would be, and changes nothing. */
  readonly dryRun: boolean
}

const counts = z.object({ fresh: int8, changed: int8, undated: int8, missing: int8, doubled: int8 })

export interface Plan extends z.output<typeof counts> {
  /** Rows of the indexes. */
  readonly listed: number
  /** The first of the paths, where it is a dry run. */
  readonly sample: readonly { readonly path: string; readonly what: string }[]
}

const mostSampled = 1_000

/**
 * Compares what the indexes list with what is known of the source, and records it: which files are new, changed,
 * missing, or there again. The database does it, since neither side need fit into memory.
 */
export function planMirror(database: Database, input: PlanInput): Promise<Plan> {
  return asDatabaseWork('Comparing the indexes with what is held', async () => {
    let planned: Plan | undefined
    try {
      await database.pool.transaction(async (transaction) => {
        planned = await plan(transaction, input)
        if (input.dryRun) throw new DryRun()
      })
    } catch (error) {
      if (!(error instanceof DryRun) && !((error as Error).cause instanceof DryRun)) throw error
    }
    if (planned === undefined) throw new Error('the plan was not made')
    return planned
  })
}

class DryRun extends Error {
  override readonly message = 'rolled back on purpose'
}

async function plan(transaction: CommonQueryMethods, input: PlanInput): Promise<Plan> {
  // Beyond it the join goes by way of the disk.
  await transaction.query(sql.unsafe`set local work_mem = '96MB'`)
  await transaction.query(sql.unsafe`
    create temporary table mirror_listed (path text collate "C", date_update timestamptz, kind text) on commit drop`)
  let listed = 0
  for await (const rows of input.rows) {
    listed += await copyInto(transaction, 'mirror_listed', ['path', 'date_update', 'kind'], rows.chunks())
  }
  await transaction.query(sql.unsafe`analyze mirror_listed`)
  await findDifferences(transaction, input)
  const counted = await transaction.one(sql.type(counts)`
    select count(*) filter (where what = 'fresh') as fresh, count(*) filter (where what = 'changed') as changed,
      count(*) filter (where what = 'undated') as undated, count(*) filter (where what = 'missing') as missing,
      (select ${listed}::bigint - count(*) from mirror_files
        where source_id = ${input.sourceId} and index_kind = any(${sql.array([...input.kinds], 'text')})
          and ${inScope(input.only)})
        - count(*) filter (where what = 'fresh') + count(*) filter (where what in ('missing', 'unlisted')) as doubled
    from mirror_differences`)
  const sample = input.dryRun
    ? await transaction.any(sql.type(z.object({ path: z.string(), what: z.string() }))`
        select path, what from mirror_differences where what not in ('back', 'unlisted') order by path limit ${mostSampled}`)
    : []
  if (!input.dryRun) await apply(transaction, input)
  return { ...counted, listed, sample }
}

/**
 * One row for each path that is not as it was. A path that is listed twice counts with its later date, which is looked
 * for only here, among what differs.
 */
async function findDifferences(transaction: CommonQueryMethods, { sourceId, kinds, only, onlyNewer }: PlanInput) {
  const known = sql.fragment`
    source_id = ${sourceId} and index_kind = any(${sql.array([...kinds], 'text')}) and ${inScope(only)}`
  await transaction.query(sql.unsafe`
    create temporary table mirror_unequal on commit drop as
    select coalesce(l.path, f.path) as path, l.path is null as is_missing
    from mirror_listed as l
    full join (
      select path, index_update, missing_since from mirror_files
      where ${known}
    ) as f on f.path = l.path
    where l.path is null or f.path is null or l.date_update is null or f.missing_since is not null
      or l.date_update is distinct from f.index_update`)
  await transaction.query(sql.unsafe`analyze mirror_unequal`)
  const isChange = onlyNewer
    ? sql.fragment`(date_update > was.index_update or was.index_update is null)`
    : sql.fragment`date_update is distinct from was.index_update`
  const lagsBehind = onlyNewer
    ? sql.fragment`(select max(date_update) from mirror_listed) < (select max(index_update) from mirror_files where ${known})`
    : sql.fragment`false`
  await transaction.query(sql.unsafe`
    create temporary table mirror_differences on commit drop as
    select new.path, kind, date_update,
      case when was.path is null then 'fresh'
        when date_update is null then 'undated'
        when ${isChange} then 'changed'
        when was.missing_since is not null then 'back' end as what
    from (
      select path, max(kind) as kind, max(date_update) as date_update from mirror_listed
      where path in (select path from mirror_unequal where not is_missing) group by path
    ) as new
    left join mirror_files as was on was.path = new.path and was.source_id = ${sourceId}
    union all
    select path, null, null, case when ${lagsBehind} then 'unlisted' else 'missing' end from mirror_unequal where is_missing`)
  await transaction.query(sql.unsafe`delete from mirror_differences where what is null`)
  await transaction.query(sql.unsafe`analyze mirror_differences`)
}

/** What is few comes first, while the table is as the server knows it. */
async function apply(transaction: CommonQueryMethods, { sourceId }: PlanInput): Promise<void> {
  await transaction.query(sql.unsafe`
    delete from mirror_files as f using mirror_differences as d
    where f.source_id = ${sourceId} and f.path = d.path and what = 'missing' and dataset_id is null and replaced = '{}'`)
  await transaction.query(sql.unsafe`
    update mirror_files as f set missing_since = now()
    from mirror_differences as d
    where f.source_id = ${sourceId} and f.path = d.path and what = 'missing' and f.missing_since is null`)
  await transaction.query(sql.unsafe`
    update mirror_files as f set missing_since = null, index_kind = d.kind,
      index_update = case when what = 'back' then f.index_update else d.date_update end,
      wanted_since = case when what = 'back' then f.wanted_since else coalesce(f.wanted_since, now()) end
    from mirror_differences as d
    where f.source_id = ${sourceId} and f.path = d.path and what in ('changed', 'undated', 'back')`)
  await transaction.query(sql.unsafe`
    insert into mirror_files as f (source_id, path, index_kind, index_update, wanted_since)
    select ${sourceId}, path, kind, date_update, now() from mirror_differences where what = 'fresh' order by path
    on conflict (source_id, path) do update set index_kind = excluded.index_kind, missing_since = null,
      index_update = excluded.index_update, wanted_since = coalesce(f.wanted_since, now())`)
}
