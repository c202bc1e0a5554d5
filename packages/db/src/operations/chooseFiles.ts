import { type FragmentSqlToken, sql } from 'slonik'

/** Which held files are to be read again. Everything given must hold; nothing given means all. */
export interface ReprocessChoice {
  /** A dataset, or a zip's dataset for all of its members. */
  readonly dataset?: number | undefined
  /** Files that were found to hold profiles of these floats, and their _meta.nc. */
  readonly floats?: readonly string[] | undefined
  /** Files that came since, milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number | undefined
  /** Files that a parser before this version has read, or one that had none. */
  readonly readBefore?: number | undefined
  /** Files that a cleaner before this version has judged, or one that had none. */
  readonly judgedBefore?: number | undefined
  /** Files that were judged by another grey list than the one with this digest. */
  readonly greyList?: string | undefined
}

/** The condition on `datasets as d` for a file that is held, in the database, and meant by the choice. */
export function isChosen(choice: ReprocessChoice): FragmentSqlToken {
  const conditions = [
    sql.fragment`d.is_active and d.written_run_id is not null and d.raw_file_path is not null`,
    // The dataset of a zip stands for its members: expanding the zip again would bring back what was purged of it.
    sql.fragment`not exists (select from datasets m where m.parent_dataset_id = d.dataset_id)`,
    sql.fragment`not exists (
      select from ingestion_jobs j where j.dataset_id = d.dataset_id and j.archive_filled is not null)`,
  ]
  const { dataset, floats, since, readBefore, judgedBefore, greyList } = choice
  if (dataset !== undefined)
    conditions.push(sql.fragment`(d.dataset_id = ${dataset} or d.parent_dataset_id = ${dataset})`)
  if (floats !== undefined) conditions.push(sql.fragment`(${holdsFloats(floats)})`)
  if (since !== undefined)
    conditions.push(sql.fragment`d.created_at >= to_timestamp(${since / 1000}::double precision)`)
  if (readBefore !== undefined) conditions.push(sql.fragment`coalesce(d.parser_version, 0) < ${readBefore}`)
  if (judgedBefore !== undefined) conditions.push(sql.fragment`coalesce(d.cleaner_version, 0) < ${judgedBefore}`)
  if (greyList !== undefined) conditions.push(sql.fragment`d.grey_list_sha256 is distinct from ${greyList}`)
  return sql.fragment`${sql.join(conditions, sql.fragment` and `)}`
}

/** Of several datasets with the same bytes one has the versions: the others are found by their digest. */
function holdsFloats(floats: readonly string[]): FragmentSqlToken {
  const names = sql.array([...floats], 'text')
  return sql.fragment`
    d.raw_file_sha256 in (
      select home.raw_file_sha256 from profile_versions v join datasets home using (dataset_id)
      where v.platform_number = any (${names}))
    or substring(d.source_filename from '([^/]*)_meta\\.nc$') = any (${names})`
}
