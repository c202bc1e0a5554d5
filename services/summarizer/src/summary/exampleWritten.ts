import type { DatasetStatistics, DatasetWritten, FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'

/** A dataset as the writer tells of it, for tests. */
export function exampleWritten(
  statistics: Partial<DatasetStatistics> = {},
  file: Partial<FileStaged> = {},
): DatasetWritten {
  return {
    file: {
      job_id: toJobId('aaaaaaaa-0000-4000-8000-000000000001'),
      file_id: toFileId('ffffffff-0000-4000-8000-000000000001'),
      attempt: 1,
      dataset_id: 7,
      parent_dataset_id: null,
      dataset_name: 'Western basin',
      filename: '2901623_prof.nc',
      object_key: 'raw-uploads/7/2901623_prof.nc',
      size_bytes: 1,
      sha256: '0'.repeat(64),
      reason: 'UPLOAD',
      archive: null,
      staged_at: 0,
      operation_id: null,
      ...file,
    },
    run_id: toRunId('00000001-0000-7000-8000-000000000000'),
    dataset_id: 7,
    statistics: {
      date_range_start: Date.UTC(2014, 2, 5, 23, 59),
      date_range_end: Date.UTC(2016, 10, 1),
      bounding_box: { west: 60, south: 10, east: 66, north: 16 },
      float_count: 1,
      profile_count: 98,
      measurement_count: 6_000,
      outlier_count: 120,
      variables: ['PRES', 'PSAL', 'TEMP'],
      ...statistics,
    },
    profiles_total: 98,
    profiles_ingested: 98,
    profiles_superseded: 0,
    rejected: [],
    warnings: [],
    test_counts: [],
    stage_times: [],
    written_at: 0,
  }
}
