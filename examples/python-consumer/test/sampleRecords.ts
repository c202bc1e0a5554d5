import type {
  DatasetSummarized,
  DatasetWritten,
  FileCleaned,
  FileParsed,
  FileStaged,
  FileWithdrawn,
  Profile,
  ProfileChanged,
  ProfileCleaned,
  ProfileParsed,
  ProfileRejected,
  StageProgress,
} from '@floatchat/contracts/generated/records'
import { toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import {
  datasetsSummarized,
  datasetsWritten,
  filesStaged,
  filesWaiting,
  jobsProgress,
  profilesChanged,
  profilesCleaned,
  profilesParsed,
  to,
} from '@floatchat/contracts/topics'

const time = Date.UTC(2024, 4, 6, 7, 8, 9, 123)
const ids = {
  job_id: toJobId('11111111-1111-4111-8111-111111111111'),
  file_id: toFileId('22222222-2222-4222-8222-222222222222'),
  run_id: toRunId('018f4c4e-0000-7000-8000-000000000001'),
}

/** Missing, the smallest and the largest there is, both zeros, and what has no short decimal form. */
const awkward = Float32Array.of(Number.NaN, 1e-45, 3.4028235e38, 0, -0, 0.1, -273.15, Number.NaN)
const levels = awkward.length

export const file: FileStaged = {
  job_id: ids.job_id,
  file_id: ids.file_id,
  attempt: 2,
  dataset_id: 7,
  parent_dataset_id: null,
  dataset_name: 'Médîterranée ☂',
  filename: 'R6900001_001.nc',
  object_key: 'raw-uploads/7/R6900001_001.nc',
  size_bytes: 2 ** 40,
  sha256: 'ab'.repeat(32),
  reason: 'ARCHIVE_MEMBER',
  archive: { archive_file_id: ids.file_id, member_path: 'a/b.nc', member_number: 3, members_total: 4 },
  staged_at: time,
  operation_id: null,
}

/** @param count how often the awkward values are repeated, to make the record as large as is wanted */
function profile(count = 1): Profile {
  const values = new Float32Array(levels * count)
  for (let i = 0; i < count; i++) values.set(awkward, i * levels)
  return {
    platform_number: '6900001',
    cycle_number: -1,
    direction: 'D',
    source_kind: 'bgc',
    profile_index: 1,
    data_mode: 'A',
    juld: 27154.297328,
    timestamp: time,
    juld_qc: '1',
    juld_location: null,
    latitude: -89.999999999,
    longitude: 179.123456789,
    position_qc: '',
    positioning_system: 'GPS',
    vertical_sampling_scheme: 'Primary sampling: averaged [10 sec sampling, 1 dbar average]',
    date_update: null,
    format_version: '3.1',
    data_centre: 'IF',
    data_state_indicator: '2B',
    project_name: 'NAOS',
    pi_name: 'Hervé',
    platform_type: 'PROVOR',
    wmo_inst_type: '836',
    config_mission_number: null,
    profile_pressure: 3.5,
    float_type: 'BGC',
    level_count: levels * count,
    parameters: [
      {
        name: 'PRES',
        data_mode: 'A',
        units: 'decibar',
        raw: values,
        raw_qc: '1'.repeat(levels * count),
        adjusted: values,
        adjusted_qc: ' '.repeat(levels * count),
        adjusted_error: new Float32Array(0),
        raw_double: Float64Array.from(values, (value) => value + 1e-9),
        adjusted_double: new Float64Array(0),
        adjusted_error_double: new Float64Array(0),
        profile_qc: 'A',
      },
    ],
    provenance: {
      tests_performed: Int32Array.of(1, 6, 63),
      tests_failed: new Int32Array(0),
      history: [
        {
          ...{ institution: 'IF', step: 'ARGQ', software: 'COQC', software_release: '5.0', reference: '' },
          ...{ date: '20240506070809', action: 'QCP$', parameter: '', qctest: '8000000000000042' },
          ...{ start_pres: null, stop_pres: 0.5, previous_value: 4 },
        },
      ],
      history_left_out: 3,
      calibrations: [{ parameter: 'PRES', number: 0, equation: 'a', coefficient: 'b', comment: 'é', date: '' }],
      calibrations_left_out: 0,
    },
    content_sha256: 'cd'.repeat(32),
  }
}

const parsed = (count?: number): ProfileParsed => ({ ...ids, attempt: 2, profile_number: 1, profile: profile(count) })
const counts = [{ test_bit: 6, parameter: 'PRES', count: 2 ** 33 }]
const rejected = [{ profile_number: 2, platform_number: null, cycle_number: 9, reason: 'It has no levels.' }]

const fileParsed: FileParsed = {
  file,
  run_id: ids.run_id,
  data_type: 'Argo profile',
  format_version: '3.1',
  profiles_total: 2,
  profiles_parsed: 1,
  rejected,
  warnings: ['one'],
  float_metadata: {
    platform_number: '6900001',
    deployment_date: time,
    deployment_latitude: 1.5,
    deployment_longitude: null,
    program: 'Argo',
    project_name: null,
    pi_name: null,
    data_centre: 'IF',
    platform_type: null,
    platform_maker: 'NKE',
    wmo_inst_type: '836',
    float_serial_no: '1',
    firmware_version: null,
    end_mission_date: null,
    end_mission_status: null,
    sensors: ['CTD_PRES', 'CTD_TEMP'],
    parameters: ['PRES'],
    float_type: 'deep',
    date_update: time,
    attributes: { BATTERY_TYPE: 'Lithium' },
    missions: [{ number: 1, comment: '', configuration: { CONFIG_ProfilePressure_dbar: 2000 } }],
    missions_left_out: 0,
    sensor_details: [{ sensor: 'CTD_PRES', maker: 'SBE', model: 'SBE41CP', serial_no: '7' }],
  },
  void_reason: null,
  parser_version: 1,
  stage_times: [{ stage: 'parser', began_at: 1_700_000_000_000, ended_at: 1_700_000_000_250 }],
}

const profileCleaned: ProfileCleaned = {
  ...parsed(),
  profile_failed_tests: 5,
  outlier_tests: Int32Array.of(0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0, 0, 64),
  verdicts: [{ parameter: 'PRES', failed_tests: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 64), flags: '11111114' }],
}
const profileRejected: ProfileRejected = {
  ...ids,
  attempt: 2,
  rejection: { profile_number: 2, platform_number: '6900001', cycle_number: null, reason: 'No position.' },
}
const fileCleaned: FileCleaned = {
  parsed: fileParsed,
  profiles_cleaned: 1,
  test_counts: counts,
  cleaner_version: 1,
  stage_times: [],
  grey_list_sha256: null,
}

const datasetWritten: DatasetWritten = {
  file,
  run_id: ids.run_id,
  dataset_id: 7,
  statistics: {
    date_range_start: time,
    date_range_end: null,
    bounding_box: { west: 179, south: -1, east: -179, north: 1 },
    float_count: 1,
    profile_count: 1,
    measurement_count: 2 ** 40,
    outlier_count: 0,
    variables: ['PRES'],
  },
  profiles_total: 2,
  profiles_ingested: 1,
  profiles_superseded: 0,
  rejected,
  warnings: [],
  stage_times: [],
  test_counts: counts,
  written_at: time,
}
const datasetSummarized: DatasetSummarized = {
  ...ids,
  dataset_id: 7,
  summary_text: 'One float.',
  summary_source: 'template',
  fallback_reason: 'no model',
  model: null,
  summarized_at: time,
}
const stageProgress: StageProgress = {
  job_id: ids.job_id,
  file_id: ids.file_id,
  attempt: 2,
  run_id: null,
  stage: 'parser',
  state: 'DONE',
  done: 4,
  total: 4,
  archive: {
    members_total: 5,
    members_staged: 4,
    members_ignored: 0,
    rejected: [{ member_path: 'x.nc', reason: 'It is encrypted.' }],
    warnings: ['y.tar looks like data and was left out.'],
  },
  at: time,
}

/** One of every record on every topic. */
const withdrawal: FileWithdrawn = {
  ...{ file_id: ids.file_id, dataset_id: 7, withdrawal_id: 3, sha256: file.sha256, filename: file.filename },
  ...{ because: 'Der Sensor driftete über Jahre.', requested_by: 'hervé', requested_at: time },
}
export const profileChanged: ProfileChanged = {
  ...{ change: 'REPLACED', change_number: 2 ** 40, dataset_id: 7, file_id: ids.file_id, run_id: ids.run_id },
  ...{ platform_number: '6900001', cycle_number: 12, direction: 'D', source_kind: 'bgc', profile_index: 1 },
  ...{ data_mode: 'A', date_update: null, content_sha256: 'cd'.repeat(32) },
}

export const sampleRecords = [
  to(filesStaged, 'FileStaged', file),
  to(filesWaiting, 'FileStaged', file),
  to(profilesParsed, 'ProfileParsed', parsed()),
  to(profilesParsed, 'FileParsed', fileParsed),
  to(profilesCleaned, 'ProfileCleaned', profileCleaned),
  to(profilesCleaned, 'ProfileRejected', profileRejected),
  to(profilesCleaned, 'FileCleaned', fileCleaned),
  to(profilesCleaned, 'FileWithdrawn', withdrawal),
  to(profilesCleaned, 'FileRestored', withdrawal),
  to(profilesCleaned, 'FilePurged', withdrawal),
  to(profilesChanged, 'ProfileChanged', profileChanged),
  to(datasetsWritten, 'DatasetWritten', datasetWritten),
  to(datasetsSummarized, 'DatasetSummarized', datasetSummarized),
  to(jobsProgress, 'StageProgress', stageProgress),
]

/** A record of about a megabyte, too large for a topic. */
export const largeRecord = to(profilesParsed, 'ProfileParsed', parsed(15_000))
