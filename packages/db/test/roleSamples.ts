// biome-ignore-all lint/style/noRestrictedImports: src/gateway is a folder of this package, not the service
import { randomUUID } from 'node:crypto'
import type { DatasetWritten, FileStaged, ProfileCleaned } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { newRunId } from '@floatchat/contracts/newRunId'
import type { NewClaim } from '../src/floats/floatClaims.ts'
import type { JobFileRow } from '../src/jobs/JobFileRow.ts'
import type { NewUpload } from '../src/uploads/changeUploads.ts'

export const time = Date.UTC(2024, 4, 6)
export const job_id = toJobId(randomUUID())
export const file_id = toFileId(randomUUID())
export const run_id = newRunId()
export const platformNumber = '6900001'
export const key = { platformNumber, cycleNumber: 1, direction: 'A', sourceKind: 'core', profileIndex: 0 } as const

export const staged: FileStaged = {
  job_id,
  file_id,
  attempt: 1,
  dataset_id: 1,
  parent_dataset_id: null,
  dataset_name: null,
  filename: 'R6900001_001.nc',
  object_key: 'raw-uploads/1/R6900001_001.nc',
  size_bytes: 1,
  sha256: 'ab'.repeat(32),
  reason: 'UPLOAD',
  archive: null,
  staged_at: time,
  operation_id: null,
}
export const statistics = {
  date_range_start: time,
  date_range_end: time,
  bounding_box: null,
  float_count: 1,
  profile_count: 1,
  measurement_count: 2,
  outlier_count: 0,
  variables: ['PRES'],
}
export const written: DatasetWritten = {
  file: staged,
  run_id,
  dataset_id: 1,
  statistics,
  profiles_total: 1,
  profiles_ingested: 1,
  profiles_superseded: 0,
  rejected: [],
  warnings: [],
  test_counts: [],
  stage_times: [],
  written_at: time,
}
export const file: JobFileRow = {
  ...{ job_id, file_id, is_root: true, attempt: 1, member_number: null, filename: staged.filename, dataset_id: 1 },
  status: 'pending',
  ...{ stage: 'parser', progress_pct: 0, profiles_total: null, profiles_ingested: 0 },
  ...{ profiles_rejected: 0, profiles_superseded: 0, outlier_count: 0, reason: null, started_at: null, ended_at: null },
  ...{ run_id: null, members_total: null, stage_times: null, state: {} },
}
export const claim: NewClaim = {
  ...{ dataset_id: 1, platform_number: platformNumber, run_id, float_type: 'core', described_by: 'profile' },
  ...{ described_date_update: time, deployment_date: null, deployment_lat: null, deployment_lon: null },
  ...{ country: null, program: null, platform_type: null, metadata: null },
}
export const letter = {
  ...{ topic: 'floatchat.parser.dlq', partition: 0, message_offset: 1, stage: 'parser', job_id, file_id, attempt: 1 },
  ...{ filename: 'a.nc', reason_code: 'TRUNCATED', reason: 'It is truncated.', permanent: true, redrives: 0 },
  ...{ original_topic: 'floatchat.files.staged', original_partition: 0, original_offset: 1, happened_at: time },
}
export const place = { topic: letter.topic, partition: 0, offset: 1 }

export const values = Float32Array.of(1, 2)
export const cleaned: ProfileCleaned = {
  ...{ job_id, file_id, attempt: 1, run_id, profile_number: 1, profile_failed_tests: 0 },
  outlier_tests: new Int32Array(0),
  verdicts: [],
  profile: {
    ...{ platform_number: platformNumber, cycle_number: 1, direction: 'A', source_kind: 'core', profile_index: 0 },
    ...{ data_mode: 'R', juld: 1, timestamp: time, juld_qc: '1', juld_location: 1, latitude: 1, longitude: 2 },
    ...{ position_qc: '1', positioning_system: '', vertical_sampling_scheme: '', date_update: time },
    ...{ format_version: '', data_centre: '', data_state_indicator: '', project_name: '', pi_name: '' },
    ...{ platform_type: '', wmo_inst_type: '', config_mission_number: null, profile_pressure: null },
    ...{ float_type: 'core', level_count: 2, content_sha256: 'cd'.repeat(32), provenance: null },
    parameters: [
      {
        ...{ name: 'PRES', data_mode: 'R', units: 'decibar', raw: values, raw_qc: '11', profile_qc: '' },
        ...{ adjusted: new Float32Array(0), adjusted_qc: '', adjusted_error: new Float32Array(0) },
        ...{ raw_double: Float64Array.of(1, 2.1), adjusted_double: new Float64Array(0) },
        adjusted_error_double: new Float64Array(0),
      },
    ],
  } as ProfileCleaned['profile'],
}

export const newUpload: NewUpload = {
  ...{ upload_id: file_id, dataset_id: 2, job_id, file_id, filename: 'a.nc', dataset_name: null, lane: 'live' },
  ...{
    metadata: null,
    object_key: 'raw-uploads/2/a.nc',
    size_bytes: 1,
    sha256: null,
    traceparent: '',
    created_by: null,
  },
}
