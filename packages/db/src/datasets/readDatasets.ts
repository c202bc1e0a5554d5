import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { pageFromEnd } from '../pageFromEnd.ts'

const box = z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() })

/** A dataset as it is read. Times are milliseconds since 1970-01-01T00:00Z. */
export const datasetRow = z.object({
  dataset_id: z.number(),
  parent_dataset_id: z.number().nullable(),
  /** The newest job that ingested it, or the zip that it came in. */
  job_id: z.string().nullable(),
  name: z.string().nullable(),
  source_filename: z.string().nullable(),
  raw_file_path: z.string().nullable(),
  raw_file_size: int8.nullable(),
  raw_file_sha256: z.string().nullable(),
  ingestion_date: z.number(),
  date_range_start: z.number().nullable(),
  date_range_end: z.number().nullable(),
  bounding_box: box.nullable(),
  float_count: z.number().nullable(),
  profile_count: z.number().nullable(),
  measurement_count: int8.nullable(),
  outlier_count: int8.nullable(),
  /** Of these, levels that failed by nothing but bit 0. */
  out_of_bounds_count: int8.nullable(),
  variable_list: z.array(z.string()).nullable(),
  test_counts: z.array(z.object({ test_bit: z.number(), parameter: z.string(), count: z.number() })).nullable(),
  /** What the parser found odd in the file. */
  warnings: z.array(z.string()),
  summary_text: z.string().nullable(),
  summary_source: z.enum(['llm', 'template']).nullable(),
  summary_model: z.string().nullable(),
  parser_version: z.number().nullable(),
  cleaner_version: z.number().nullable(),
  grey_list_sha256: z.string().nullable(),
  is_active: z.boolean(),
  /** When its raw bytes were removed for good. */
  purged_at: z.number().nullable(),
  /** The latest request to withdraw, restore or purge it, done or not. */
  withdrawal: z
    .object({
      kind: z.enum(['withdraw', 'restore', 'purge']),
      because: z.string(),
      requested_by: z.string(),
      requested_at: z.iso.datetime({ offset: true }),
      done_at: z.iso.datetime({ offset: true }).nullable(),
    })
    .nullable(),
  dataset_version: z.number(),
  /** Files of the zip that are in the database. */
  member_count: int8,
  created_at: z.number(),
})
export type DatasetRow = z.output<typeof datasetRow>

/**
 * Levels that failed by bit 0 alone. The counts by test say it where bit 0 is in none of them or in all; else the levels
 * that are shown are counted, which may be fewer than the file brought.
 */
const outOfBounds = sql.fragment`
  case
    when outlier_count is null or outlier_count = 0 then outlier_count
    when not test_counts @> '[{"test_bit": 0}]' then 0
    when not exists (select from jsonb_array_elements(test_counts) as test where test ->> 'test_bit' <> '0')
      then outlier_count
    else least(outlier_count, (
      select count(*) from profiles join measurements using (profile_id)
      where outlier_tests = 1 and profiles.dataset_id in (
        select own.dataset_id from datasets as own
        where own.dataset_id = dataset.dataset_id or own.parent_dataset_id = dataset.dataset_id)))
  end`

const select = sql.fragment`
  select dataset.dataset_id, parent_dataset_id, job.job_id, name, source_filename, dataset.raw_file_path, raw_file_size,
    raw_file_sha256, ingestion_date, date_range_start, date_range_end,
    written_event #> '{statistics,bounding_box}' as bounding_box,
    coalesce(written_event -> 'warnings', '[]') as warnings, float_count, profile_count, measurement_count, outlier_count,
    ${outOfBounds} as out_of_bounds_count, variable_list, test_counts, summary_text, summary_source,
    summary_model, parser_version, cleaner_version, grey_list_sha256, is_active, purged_at, asked.request as withdrawal,
    dataset_version, dataset.created_at,
    (select count(*) from datasets as member where member.parent_dataset_id = dataset.dataset_id) as member_count
  from datasets as dataset
  left join lateral (
    select job_id from ingestion_jobs
    where ingestion_jobs.dataset_id = coalesce(dataset.parent_dataset_id, dataset.dataset_id)
    order by created_at desc limit 1
  ) as job on true
  left join lateral (
    select jsonb_build_object('kind', kind, 'because', because, 'requested_by', requested_by, 'requested_at',
      requested_at, 'done_at', done_at) as request
    from withdrawals where withdrawals.dataset_id = dataset.dataset_id order by withdrawal_id desc limit 1
  ) as asked on true`

/** The dataset, or undefined for an unknown one. */
export function readDataset(database: Database, datasetId: number): Promise<DatasetRow | undefined> {
  return asDatabaseWork('Reading a dataset', async () => {
    const row = await database.pool.maybeOne(sql.type(datasetRow)`${select} where dataset.dataset_id = ${datasetId}`)
    return row ?? undefined
  })
}

const sorts = {
  created: sql.fragment`dataset_id`,
  name: sql.fragment`coalesce(name, source_filename, '')`,
  profiles: sql.fragment`coalesce(profile_count, -1)`,
  levels: sql.fragment`coalesce(measurement_count, -1)`,
  period: sql.fragment`coalesce(date_range_start, '-infinity')`,
} as const
/** What datasets can be sorted by. */
export type DatasetSort = keyof typeof sorts

export interface DatasetFilter {
  /** Those that are held, or those that were withdrawn. */
  readonly isActive: boolean
  /** Members of this zip; what was uploaded itself where it is undefined. */
  readonly parent: number | undefined
  /** Part of the name or the file's name, in any case. */
  readonly text?: string | undefined
  /** The whole of the name. */
  readonly name?: string | undefined
  /** Ingested in this time, milliseconds since 1970: the first in and the last out. */
  readonly from: number | undefined
  readonly until: number | undefined
  readonly sort: DatasetSort
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly offset: number
}

/** A page of datasets, and how many there are in all. */
export function listDatasets(
  database: Database,
  { isActive, parent, text, name, from, until, sort, order, limit, offset }: DatasetFilter,
): Promise<{ datasets: DatasetRow[]; total: number }> {
  const conditions: FragmentSqlToken[] = [
    sql.fragment`is_active = ${isActive}`,
    parent === undefined ? sql.fragment`parent_dataset_id is null` : sql.fragment`parent_dataset_id = ${parent}`,
  ]
  if (text !== undefined) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql.fragment`(name ilike ${pattern} or source_filename ilike ${pattern})`)
  }
  if (name !== undefined) conditions.push(sql.fragment`name = ${name}`)
  if (from !== undefined) conditions.push(sql.fragment`ingestion_date >= to_timestamp(${from / 1000})`)
  if (until !== undefined) conditions.push(sql.fragment`ingestion_date < to_timestamp(${until / 1000})`)
  const where = sql.join(conditions, sql.fragment` and `)
  return asDatabaseWork('Listing datasets', async () => {
    const total = await database.pool.oneFirst(sql.type(z.object({ count: int8 }))`
      select count(*) as count from datasets where ${where}`)
    const page = pageFromEnd(total, limit, offset)
    if (page === undefined) return { datasets: [], total }
    const way = (order === 'asc') === page.reversed ? sql.fragment`desc` : sql.fragment`asc`
    // The ids first: what a dataset says of itself is looked up for the page alone.
    const ids = await database.pool.anyFirst(sql.type(z.object({ dataset_id: z.number() }))`
      select dataset_id from datasets where ${where}
      order by ${sorts[sort]} ${way}, dataset_id ${way} limit ${page.limit} offset ${page.offset}`)
    const array = sql.array(page.reversed ? ids.toReversed() : [...ids], 'int4')
    const rows = await database.pool.any(sql.type(datasetRow)`
      ${select} where dataset.dataset_id = any (${array}) order by array_position(${array}, dataset.dataset_id)`)
    return { datasets: [...rows], total }
  })
}
