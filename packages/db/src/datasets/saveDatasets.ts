import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import type { FileId } from '@floatchat/contracts/ids'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'

/** What is written of a dataset: the event that will tell of it, and its box as a polygon. */
export interface DatasetToSave {
  /** Without its dataset_id, which is the row's. */
  readonly event: Omit<DatasetWritten, 'dataset_id'>
  /** The code that read and judged the file, as far as it said which. */
  readonly readBy: ReadBy
  /** Whether the file is held, where the dataset is yet to be made. */
  readonly isActive: boolean
  /** WKT; null where no profile has a position. */
  readonly boundingPolygon: string | null
}

/** Versions of the code, and the grey list, that a dataset came of. */
export interface ReadBy {
  readonly parser_version: number | null
  readonly cleaner_version: number | null
  readonly grey_list_sha256: string | null
}

const row = z.object({ file_id: z.string(), dataset_id: z.number() })

/**
 * Writes the rows of datasets, one for each file, whether the gateway has made them or (for members of
 * a zip) nobody has yet. Each file may be there once.
 *
 * @returns dataset ids by file. A file is missing where a newer run has written it meanwhile.
 */
export async function saveDatasets(
  connection: CommonQueryMethods,
  datasets: readonly DatasetToSave[],
): Promise<ReadonlyMap<FileId, number>> {
  const values = datasets.map(({ event, readBy, isActive, boundingPolygon }) => {
    const { file, statistics } = event
    return {
      file_id: file.file_id,
      parent_dataset_id: file.parent_dataset_id,
      name: file.dataset_name ?? file.filename,
      source_filename: file.filename,
      raw_file_path: file.object_key,
      raw_file_size: file.size_bytes,
      raw_file_sha256: file.sha256,
      date_range_start: statistics.date_range_start,
      date_range_end: statistics.date_range_end,
      bbox: boundingPolygon,
      float_count: statistics.float_count,
      profile_count: statistics.profile_count,
      measurement_count: statistics.measurement_count,
      outlier_count: statistics.outlier_count,
      variable_list: statistics.variables,
      test_counts: event.test_counts,
      written_run_id: event.run_id,
      written_event: event,
      ...readBy,
      is_active: isActive,
    }
  })
  const rows = await connection.any(
    sql.type(row)`
      insert into datasets as d (
        file_id, parent_dataset_id, name, source_filename, raw_file_path, raw_file_size, raw_file_sha256,
        date_range_start, date_range_end, bbox, float_count, profile_count, measurement_count, outlier_count,
        variable_list, test_counts, written_run_id, written_event, parser_version, cleaner_version, grey_list_sha256,
        is_active)
      select file_id, (select parent.dataset_id from datasets as parent where parent.dataset_id = new.parent_dataset_id),
        left(name, 255), left(source_filename, 500), raw_file_path, raw_file_size, raw_file_sha256,
        to_timestamp(date_range_start / 1000), to_timestamp(date_range_end / 1000), st_geogfromtext(bbox),
        float_count, profile_count, measurement_count, outlier_count,
        variable_list, test_counts, written_run_id, written_event, parser_version, cleaner_version, grey_list_sha256,
        is_active
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as new (
        file_id uuid, parent_dataset_id integer, name text, source_filename text, raw_file_path text,
        raw_file_size bigint, raw_file_sha256 text, date_range_start double precision,
        date_range_end double precision, bbox text, float_count integer, profile_count integer,
        measurement_count bigint, outlier_count bigint, variable_list jsonb, test_counts jsonb,
        written_run_id uuid, written_event jsonb, parser_version integer, cleaner_version integer,
        grey_list_sha256 text, is_active boolean)
      order by file_id
      on conflict (file_id) do update set
        date_range_start = excluded.date_range_start, date_range_end = excluded.date_range_end,
        bbox = excluded.bbox, float_count = excluded.float_count, profile_count = excluded.profile_count,
        measurement_count = excluded.measurement_count, outlier_count = excluded.outlier_count,
        variable_list = excluded.variable_list, test_counts = excluded.test_counts,
        raw_file_size = coalesce(d.raw_file_size, excluded.raw_file_size),
        raw_file_sha256 = coalesce(d.raw_file_sha256, excluded.raw_file_sha256),
        written_run_id = excluded.written_run_id, written_event = excluded.written_event,
        parser_version = excluded.parser_version, cleaner_version = excluded.cleaner_version,
        grey_list_sha256 = excluded.grey_list_sha256
      where d.written_run_id is null or d.written_run_id < excluded.written_run_id
      returning d.file_id, d.dataset_id`,
  )
  return new Map(rows.map((saved) => [saved.file_id as FileId, saved.dataset_id])) // As it was put in.
}
