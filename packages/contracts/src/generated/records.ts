// Generated from schemas/*.avsc by `npm run generate`. Do not edit.
import type { FileId, JobId, OperationId, RunId } from '../ids.ts'

/** Where a file came from that was a member of a zip. */
export interface ArchiveMember {
  /** file_id of the zip. */
  archive_file_id: FileId
  /** Path of the member inside the zip, as stored there. */
  member_path: string
  /** Number of the member among the NetCDF members of the zip, from 0. */
  member_number: number
  /** How many NetCDF members the zip names, readable or not. */
  members_total: number
}

/** What came of expanding a zip. */
export interface ArchiveReport {
  /** NetCDF members that the zip names. */
  members_total: number
  /** Members put on files.staged. */
  members_staged: number
  /** Members that are not NetCDF by name, hidden ones and folders left out. */
  members_ignored: number
  /** Members that could not be stored. */
  rejected: MemberRejection[]
  /** What a data manager should know of the zip as a whole: members left out that look like data. */
  warnings: string[]
}

/** A box on the sphere in degrees. Where it crosses the antimeridian west is greater than east. */
export interface BoundingBox {
  /** Western longitude, -180 to 180. */
  west: number
  /** Southern latitude, -90 to 90. */
  south: number
  /** Eastern longitude, -180 to 180. */
  east: number
  /** Northern latitude, -90 to 90. */
  north: number
}

/** How a data centre made the adjusted values of a parameter from the raw ones: one calibration. */
export interface CalibrationStep {
  /** PARAMETER: which one. */
  parameter: string
  /** Which of the calibrations of the parameter, from 0 (N_CALIB). */
  number: number
  /** SCIENTIFIC_CALIB_EQUATION. */
  equation: string
  /** SCIENTIFIC_CALIB_COEFFICIENT. */
  coefficient: string
  /** SCIENTIFIC_CALIB_COMMENT. */
  comment: string
  /** SCIENTIFIC_CALIB_DATE (CALIBRATION_DATE before 3.0) as in the file: YYYYMMDDHHMISS, UTC. */
  date: string
}

/** What became of a profile: SHOWN where there was none, REPLACED by another version or counted to another dataset, WITHDRAWN where no held file has it any more. A reader resolves a kind that it does not know to REPLACED: the profile is as the record says. */
export type ChangeKind = 'SHOWN' | 'REPLACED' | 'WITHDRAWN'

/** Argo DATA_MODE or PARAMETER_DATA_MODE: real time, real time adjusted, delayed mode. A reader resolves a mode that it does not know to R; the stages refuse the record instead. */
export type DataMode = 'R' | 'A' | 'D'

/** Facts of one dataset. */
export interface DatasetStatistics {
  /** Earliest profile, milliseconds since 1970-01-01T00:00Z. */
  date_range_start: number | null
  /** Latest profile, milliseconds since 1970-01-01T00:00Z. */
  date_range_end: number | null
  /** Null where no profile has a position. */
  bounding_box: BoundingBox | null
  /** Different platforms. */
  float_count: number
  /** Profiles of the file that could be ingested. */
  profile_count: number
  /** Levels of those profiles for which anything was delivered. */
  measurement_count: number
  /** Levels of which a value failed a test. */
  outlier_count: number
  /** Argo parameter names with at least one value, sorted. */
  variables: string[]
}

/** A dataset has a summary. Key: job_id. */
export interface DatasetSummarized {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** The dataset's row. */
  dataset_id: number
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** Plain English, without markup. */
  summary_text: string
  /** Whether a language model or the template wrote it. */
  summary_source: SummarySource
  /** Why the template took the model's place, where it did. */
  fallback_reason: string | null
  /** The model, where one wrote it. */
  model: string | null
  /** Milliseconds since 1970-01-01T00:00Z. */
  summarized_at: number
}

/** A file is in the database, whole. Key: job_id. */
export interface DatasetWritten {
  /** The file. */
  file: FileStaged
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** The dataset's row. */
  dataset_id: number
  /** Facts of the dataset. */
  statistics: DatasetStatistics
  /** Profiles in the file, rejected ones included. */
  profiles_total: number
  /** Profiles that are in the database as this file has them. */
  profiles_ingested: number
  /** Profiles that lost to a version already there. */
  profiles_superseded: number
  /** Profiles that could not be ingested. */
  rejected: Rejection[]
  /** What a data manager should know of the file. */
  warnings: string[]
  /** Failed values by test and parameter. */
  test_counts: TestCount[]
  /** When the transaction was made, milliseconds since 1970-01-01T00:00Z. */
  written_at: number
  /** When each stage up to the writer was at work on the file; empty from releases that did not say it, and for a zip as a whole. */
  stage_times: StageTimes[]
}

/** Argo DIRECTION: ascending or descending profile. A reader resolves a direction that it does not know to A; the stages refuse the record instead. */
export type Direction = 'A' | 'D'

/** Closes the cleaned profiles of one run over a file. Key: file_id. */
export interface FileCleaned {
  /** What closed the parsed profiles of the run. */
  parsed: FileParsed
  /** ProfileCleaned and ProfileRejected records of this run. */
  profiles_cleaned: number
  /** Failed values by test and parameter. */
  test_counts: TestCount[]
  /** Version of the cleaner that judged the run: raised whenever the same profiles get other verdicts. Null from releases that had none. */
  cleaner_version: number | null
  /** SHA-256, 64 hexadecimal digits, of the grey list by which the run was judged (where it was replaced meanwhile, the one of the first profile); null where there was none. */
  grey_list_sha256: string | null
  /** When parser and cleaner were at work on the file, each that said it. */
  stage_times: StageTimes[]
}

/** Closes the profiles of one run over a file: says how many ProfileParsed came before it. Key: file_id. */
export interface FileParsed {
  /** The file. */
  file: FileStaged
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** DATA_TYPE of the file. */
  data_type: string
  /** FORMAT_VERSION of the file. */
  format_version: string
  /** Profiles in the file (N_PROF), rejected ones included. */
  profiles_total: number
  /** ProfileParsed records of this run. */
  profiles_parsed: number
  /** Profiles that could not be read. */
  rejected: Rejection[]
  /** What a data manager should know of the file, a sentence each. */
  warnings: string[]
  /** Set for a _meta.nc file, which has no profiles. */
  float_metadata: FloatMetadata | null
  /** Set where the run broke off: what came of it before is to be forgotten. The reason, in one sentence. */
  void_reason: string | null
  /** Version of the parser that read the file: raised whenever the same bytes give other profiles. Null from releases that had none. */
  parser_version: number | null
  /** When the parser was at work on the file; empty from releases that did not say it. */
  stage_times: StageTimes[]
}

/** A withdrawn file is gone for good: its raw bytes are removed, and copies of them ought to be. Its place is among the runs over the file. Key: file_id. */
export interface FilePurged {
  /** The stored file. Members of a zip have one each. */
  file_id: FileId
  /** The dataset's row. */
  dataset_id: number
  /** Number of the request. Of two about one dataset the greater holds, whichever comes first. */
  withdrawal_id: number
  /** SHA-256 of the raw file, 64 hexadecimal digits. */
  sha256: string
  /** The file's name as the user knows it. */
  filename: string
  /** Why it was removed for good, in the words of who asked for it. */
  because: string
  /** Who asked for it. */
  requested_by: string
  /** When it was asked for, milliseconds since 1970-01-01T00:00Z. */
  requested_at: number
}

/** A withdrawn file is held again: what it holds counts among the versions as before. Its place is among the runs over the file. Key: file_id. */
export interface FileRestored {
  /** The stored file. Members of a zip have one each. */
  file_id: FileId
  /** The dataset's row. */
  dataset_id: number
  /** Number of the request. Of two about one dataset the greater holds, whichever comes first. */
  withdrawal_id: number
  /** SHA-256 of the raw file, 64 hexadecimal digits. */
  sha256: string
  /** The file's name as the user knows it. */
  filename: string
  /** Why it was brought back, in the words of who asked for it. */
  because: string
  /** Who asked for it. */
  requested_by: string
  /** When it was asked for, milliseconds since 1970-01-01T00:00Z. */
  requested_at: number
}

/** A raw file that is in the bucket and is to be ingested. Key: file_id. */
export interface FileStaged {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** Which attempt of the job this belongs to, from 1; a retry counts up. */
  attempt: number
  /** The dataset's row; null for a member of a zip, whose row the writer makes. */
  dataset_id: number | null
  /** The zip's dataset for a member of a zip. */
  parent_dataset_id: number | null
  /** The name that the user gave, if any. */
  dataset_name: string | null
  /** The file's name as the user knows it. */
  filename: string
  /** Where the raw bytes are in the staging bucket. */
  object_key: string
  /** Length of the raw file in bytes. */
  size_bytes: number
  /** SHA-256 of the raw file, 64 hexadecimal digits. */
  sha256: string
  /** Why the file is ingested (again). */
  reason: StagedReason
  /** Set for a member of a zip. */
  archive: ArchiveMember | null
  /** When the file was stored, milliseconds since 1970-01-01T00:00Z. */
  staged_at: number
  /** The operation (RFC 9562 UUID) that has the file read again; null where it came by itself. */
  operation_id: OperationId | null
}

/** A file is to be taken out: nothing that it alone holds is to be shown any more. Its place is among the runs over the file. Key: file_id. */
export interface FileWithdrawn {
  /** The stored file. Members of a zip have one each. */
  file_id: FileId
  /** The dataset's row. */
  dataset_id: number
  /** Number of the request. Of two about one dataset the greater holds, whichever comes first. */
  withdrawal_id: number
  /** SHA-256 of the raw file, 64 hexadecimal digits. */
  sha256: string
  /** The file's name as the user knows it. */
  filename: string
  /** Why it was taken out, in the words of who asked for it. */
  because: string
  /** Who asked for it. */
  requested_by: string
  /** When it was asked for, milliseconds since 1970-01-01T00:00Z. */
  requested_at: number
}

/** What a _meta.nc file says of a float. */
export interface FloatMetadata {
  /** PLATFORM_NUMBER. */
  platform_number: string
  /** LAUNCH_DATE, milliseconds since 1970-01-01T00:00Z. */
  deployment_date: number | null
  /** LAUNCH_LATITUDE in degrees north. */
  deployment_latitude: number | null
  /** LAUNCH_LONGITUDE in degrees east, -180 to 180. */
  deployment_longitude: number | null
  /** PROGRAM_NAME, or PROJECT_NAME where that is blank. */
  program: string | null
  /** PROJECT_NAME. */
  project_name: string | null
  /** PI_NAME. */
  pi_name: string | null
  /** DATA_CENTRE. */
  data_centre: string | null
  /** PLATFORM_TYPE. */
  platform_type: string | null
  /** PLATFORM_MAKER. */
  platform_maker: string | null
  /** WMO_INST_TYPE. */
  wmo_inst_type: string | null
  /** FLOAT_SERIAL_NO. */
  float_serial_no: string | null
  /** FIRMWARE_VERSION. */
  firmware_version: string | null
  /** END_MISSION_DATE, milliseconds since 1970-01-01T00:00Z. */
  end_mission_date: number | null
  /** END_MISSION_STATUS. */
  end_mission_status: string | null
  /** SENSOR: the names of the sensors. */
  sensors: string[]
  /** PARAMETER: the names of the parameters measured. */
  parameters: string[]
  /** core, deep or BGC, by WMO_INST_TYPE and PARAMETER. */
  float_type: FloatType
  /** DATE_UPDATE of the file, milliseconds since 1970-01-01T00:00Z. */
  date_update: number | null
  /** The other single-valued text and number variables of the file by their Argo names. */
  attributes: Record<string, string>
  /** The configuration, mission by mission; at most 1,000. */
  missions: FloatMission[]
  /** How many missions were left out. */
  missions_left_out: number
  /** The sensors with maker, model and serial number; at most 200. */
  sensor_details: FloatSensor[]
}

/** The configuration of one mission of a float. */
export interface FloatMission {
  /** CONFIG_MISSION_NUMBER, as the profiles name it. */
  number: number
  /** CONFIG_MISSION_COMMENT. */
  comment: string
  /** CONFIG_PARAMETER_VALUE by CONFIG_PARAMETER_NAME, in the unit that ends the name: CONFIG_ProfilePressure_dbar. */
  configuration: Record<string, number>
}

/** One sensor of a float. */
export interface FloatSensor {
  /** SENSOR (reference table 25). */
  sensor: string
  /** SENSOR_MAKER (reference table 26). */
  maker: string
  /** SENSOR_MODEL (reference table 27). */
  model: string
  /** SENSOR_SERIAL_NO. */
  serial_no: string
}

/** What the file says the float is. Of several files the last in this order holds. A reader resolves a type that it does not know to core, which any other file of the float overrules. */
export type FloatType = 'core' | 'deep' | 'BGC'

/** One entry of the history of a profile: what was done to it, by whom and when. */
export interface HistoryStep {
  /** HISTORY_INSTITUTION (reference table 4). */
  institution: string
  /** HISTORY_STEP (reference table 12): ARGQ is the automatic quality control of real time. */
  step: string
  /** HISTORY_SOFTWARE. */
  software: string
  /** HISTORY_SOFTWARE_RELEASE. */
  software_release: string
  /** HISTORY_REFERENCE: the data base that it was compared with. */
  reference: string
  /** HISTORY_DATE as in the file: YYYYMMDDHHMISS, UTC. */
  date: string
  /** HISTORY_ACTION (reference table 7): QCP$ tests performed, QCF$ tests failed, CF a flag changed. */
  action: string
  /** HISTORY_PARAMETER: the parameter that was acted upon; empty for all. */
  parameter: string
  /** HISTORY_START_PRES, decibar: where the action begins. */
  start_pres: number | null
  /** HISTORY_STOP_PRES, decibar: where it ends. */
  stop_pres: number | null
  /** HISTORY_PREVIOUS_VALUE: the flag or value before. */
  previous_value: number | null
  /** HISTORY_QCTEST: with QCP$ and QCF$ the tests as a hexadecimal mask; bit n stands for test n (reference table 11). */
  qctest: string
}

/** A member of a zip that could not be ingested. */
export interface MemberRejection {
  /** Path of the member inside the zip. */
  member_path: string
  /** One sentence for a data manager. */
  reason: string
}

/** One Argo parameter of one profile, as delivered. Every array has level_count entries, or none where the file has no such variable or not one value in it; NaN is a missing value. */
export interface ParameterValues {
  /** Argo parameter name, for example TEMP, DOXY2, BBP700. */
  name: string
  /** Which values of this parameter are its best ones in this profile: R for raw, A and D for adjusted. PARAMETER_DATA_MODE where the file has it, else DATA_MODE; R also where the file has no adjusted values of the parameter at all, as for the pressure of a B-file. */
  data_mode: DataMode
  /** Units attribute of the variable, empty where it has none. */
  units: string
  /** <PARAM>, in units. */
  raw: Float32Array
  /** <PARAM>_QC: one Argo flag a level (reference table 2), a blank for none. Empty where there is no flag at all. */
  raw_qc: string
  /** <PARAM>_ADJUSTED, in units. */
  adjusted: Float32Array
  /** <PARAM>_ADJUSTED_QC: one flag a level, a blank for none. Empty where there is no flag at all. */
  adjusted_qc: string
  /** <PARAM>_ADJUSTED_ERROR, in units. */
  adjusted_error: Float32Array
  /** PROFILE_<PARAM>_QC: share of good levels as a letter A to F, empty where not given. */
  profile_qc: string
  /** <PARAM>, in units, as the doubles that they are, where float does not hold every one of them (raw counts of radiometers reach 2.2e9): raw has the nearest floats then. Empty elsewhere. */
  raw_double: Float64Array
  /** <PARAM>_ADJUSTED, in units, as the doubles that they are, where float does not hold every one of them (raw counts of radiometers reach 2.2e9): adjusted has the nearest floats then. Empty elsewhere. */
  adjusted_double: Float64Array
  /** <PARAM>_ADJUSTED_ERROR, in units, as the doubles that they are, where float does not hold every one of them (raw counts of radiometers reach 2.2e9): adjusted_error has the nearest floats then. Empty elsewhere. */
  adjusted_error_double: Float64Array
}

/** What the quality tests said of one parameter. */
export interface ParameterVerdict {
  /** Argo parameter name. */
  parameter: string
  /** Bits of the failed tests, one entry a level. */
  failed_tests: Int32Array
  /** The flag that the tests give to each value, as a data centre would: a character a level, 1 for passed, 2, 3 or 4 for the worst that a test gave it, a blank where there is no value. Empty where a cleaner before version 2 judged. */
  flags: string
}

/** Stands on a topic in the place of a record too large for it: the record's bytes, in the same wire format, are in the staging bucket. */
export interface PayloadReference {
  /** Where the bytes are. */
  object_key: string
  /** How many they are. */
  size_bytes: number
  /** Their SHA-256, 64 hexadecimal digits. */
  sha256: string
  /** Full name of the record that the bytes hold. */
  record: string
}

/** One profile: the position, the time and every parameter on one pressure axis, as delivered. Levels stay in the order of the file. */
export interface Profile {
  /** PLATFORM_NUMBER: WMO identifier of the float. */
  platform_number: string
  /** CYCLE_NUMBER. */
  cycle_number: number
  /** DIRECTION; A where the file has none. */
  direction: Direction
  /** Family of the file that holds the profile. */
  source_kind: SourceKind
  /** Number of the sub-profile among those of the same platform, cycle and direction in the file; 0 is the primary sampling. */
  profile_index: number
  /** DATA_MODE; for synthetic profiles the highest mode of the parameters. */
  data_mode: DataMode
  /** JULD: days since 1950-01-01T00:00Z; null where missing. */
  juld: number | null
  /** JULD rounded half up to the second, milliseconds since 1970-01-01T00:00Z; null where missing. */
  timestamp: number | null
  /** JULD_QC flag, empty for none. */
  juld_qc: string
  /** JULD_LOCATION: time of the position fix, days since 1950-01-01T00:00Z. */
  juld_location: number | null
  /** LATITUDE in degrees north; null where missing. */
  latitude: number | null
  /** LONGITUDE in degrees east, -180 to 180; null where missing. */
  longitude: number | null
  /** POSITION_QC flag, empty for none. */
  position_qc: string
  /** POSITIONING_SYSTEM: ARGOS, GPS, IRIDIUM. */
  positioning_system: string
  /** VERTICAL_SAMPLING_SCHEME (reference table 16), empty where the file has none. */
  vertical_sampling_scheme: string
  /** DATE_UPDATE of the file, or of the profile where files were put one behind another, milliseconds since 1970-01-01T00:00Z. */
  date_update: number | null
  /** FORMAT_VERSION of the file. */
  format_version: string
  /** DATA_CENTRE (reference table 4). */
  data_centre: string
  /** DATA_STATE_INDICATOR (reference table 6). */
  data_state_indicator: string
  /** PROJECT_NAME. */
  project_name: string
  /** PI_NAME. */
  pi_name: string
  /** PLATFORM_TYPE (reference table 23). */
  platform_type: string
  /** WMO_INST_TYPE (reference table 8). */
  wmo_inst_type: string
  /** CONFIG_MISSION_NUMBER. */
  config_mission_number: number | null
  /** Deepest pressure the mission was set to reach, decibar, where the file says it (needed by real-time test 19). */
  profile_pressure: number | null
  /** What this profile says the float is: BGC for a B- or S-file or any biogeochemical parameter, deep by WMO_INST_TYPE or good pressures beyond 2,500 dbar, else core. */
  float_type: FloatType
  /** Number of levels, N_LEVELS less the levels at the end that hold nothing of any parameter. */
  level_count: number
  /** The parameters that STATION_PARAMETERS lists for this profile, in its order, then those that it does not list and has values of. */
  parameters: ParameterValues[]
  /** SHA-256 over all of the profile's decoded contents, 64 hexadecimal digits: equal for equal contents whatever the container. */
  content_sha256: string
  /** History, calibrations, and which tests the data centre performed; null where the file has neither. */
  provenance: ProfileProvenance | null
}

/** What the database shows of a profile has changed. Who takes of each profile the record with the greatest change_number, and forgets those that are withdrawn, holds the same profiles as the database. Key: platform_number, cycle_number, direction, source_kind and profile_index, with blanks between them. */
export interface ProfileChanged {
  /** What became of it. */
  change: ChangeKind
  /** Greater for a later change of the same profile. A record may come twice, and an earlier one again: one with a number that is not greater is to be passed over. */
  change_number: number
  /** PLATFORM_NUMBER. */
  platform_number: string
  /** CYCLE_NUMBER. */
  cycle_number: number
  /** DIRECTION. */
  direction: Direction
  /** Family of the file. */
  source_kind: SourceKind
  /** Counts the sub-profiles of one cycle in one file; 0 is the primary sampling. */
  profile_index: number
  /** The dataset that it is counted to; of a withdrawn one, that it was counted to. */
  dataset_id: number | null
  /** The file of that dataset. */
  file_id: FileId | null
  /** The run over the file that read it. */
  run_id: RunId
  /** DATA_MODE; null of a withdrawn one. */
  data_mode: DataMode | null
  /** DATE_UPDATE of the file, milliseconds since 1970-01-01T00:00Z; null where it has none, and of a withdrawn one. */
  date_update: number | null
  /** SHA-256 over everything that the file delivers of the profile, 64 hexadecimal digits. */
  content_sha256: string
}

/** One profile with the verdict of the quality tests. No value is changed or removed. Key: file_id. */
export interface ProfileCleaned {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** Which attempt of the job this belongs to, from 1; a retry counts up. */
  attempt: number
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** Number of the profile in the file (index along N_PROF), from 0. */
  profile_number: number
  /** The profile as it was parsed. */
  profile: Profile
  /** Bits of the failed tests of date and position. */
  profile_failed_tests: number
  /** Bits of the tests that any value of the level failed, one entry a level; empty where nothing failed. Without the tests that tell of a sensor as a whole (21, 56, 57, 59). */
  outlier_tests: Int32Array
  /** The parameters of which a value failed a test or got another flag than 1. */
  verdicts: ParameterVerdict[]
}

/** One profile as read from a file. Key: file_id. */
export interface ProfileParsed {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** Which attempt of the job this belongs to, from 1; a retry counts up. */
  attempt: number
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** Number of the profile in the file (index along N_PROF), from 0. */
  profile_number: number
  /** The profile. */
  profile: Profile
}

/** What the file says of how its data centre made the profile. No value of a level depends on it. */
export interface ProfileProvenance {
  /** Numbers of the real-time tests that the data centre performed, by the latest QCP$ of HISTORY in real time (HISTORY_STEP ARGQ); null where there is none. */
  tests_performed: Int32Array | null
  /** Numbers of the tests of which the data centre says that something failed, by the latest QCF$; null where there is none. */
  tests_failed: Int32Array | null
  /** HISTORY_*: the latest entries of the profile, in the order of the file. */
  history: HistoryStep[]
  /** How many earlier entries were left out: at most 200 are kept. */
  history_left_out: number
  /** PARAMETER and SCIENTIFIC_CALIB_*: what is not blank, at most 200. */
  calibrations: CalibrationStep[]
  /** How many calibrations were left out. */
  calibrations_left_out: number
}

/** A profile that the cleaner could not judge; stands in the place of its ProfileCleaned. Key: file_id. */
export interface ProfileRejected {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** Which attempt of the job this belongs to, from 1; a retry counts up. */
  attempt: number
  /** One passage over the file (UUID version 7, so that a later run sorts after an earlier one). A second passage never mixes with a first. */
  run_id: RunId
  /** Which profile, and why. */
  rejection: Rejection
}

/** Whether the stage still works on the file. A reader resolves a state that it does not know to RUNNING, which ends nothing. */
export type ProgressState = 'RUNNING' | 'DONE'

/** A profile of a file that could not be ingested while the others were. */
export interface Rejection {
  /** Number of the profile in the file (index along N_PROF), from 0. */
  profile_number: number
  /** PLATFORM_NUMBER where it could be read. */
  platform_number: string | null
  /** CYCLE_NUMBER where it could be read. */
  cycle_number: number | null
  /** One sentence for a data manager. */
  reason: string
}

/** Family of the file: core profile, B-file, or synthetic profile (S-file). A reader resolves a family that it does not know to core; the stages refuse the record instead. */
export type SourceKind = 'core' | 'bgc' | 'synthetic'

/** A stage of the pipeline. A reader resolves a stage that it does not know to gateway, whose progress is no part of a file's way. */
export type StageName = 'gateway' | 'parser' | 'cleaner' | 'writer' | 'summarizer'

/** How far a stage is with a file. Key: job_id. */
export interface StageProgress {
  /** The ingestion job (RFC 9562 UUID). */
  job_id: JobId
  /** The stored file. Members of a zip have one each, derived from the zip's and the member's number, so that it is the same however often the zip is expanded. */
  file_id: FileId
  /** Which attempt of the job this belongs to, from 1; a retry counts up. */
  attempt: number
  /** The run, where the stage knows one. */
  run_id: RunId | null
  /** The stage. */
  stage: StageName
  /** Whether it still works on the file. */
  state: ProgressState
  /** Profiles (members, for a zip) handled so far. */
  done: number
  /** Profiles (members) in the file, where known. */
  total: number | null
  /** Set with DONE for a zip. */
  archive: ArchiveReport | null
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: number
}

/** When a stage was at work on a file. */
export interface StageTimes {
  /** The stage. */
  stage: StageName
  /** When it took up the first record of the run, by its own clock, milliseconds since 1970-01-01T00:00Z. */
  began_at: number
  /** When it was through with the run, by the same clock. */
  ended_at: number
}

/** Why a file was put on files.staged. A reader resolves a reason that it does not know to UPLOAD: a file is read in the same way whatever the reason. */
export type StagedReason = 'UPLOAD' | 'ARCHIVE_MEMBER' | 'RETRY' | 'REPLAY' | 'REDRIVE'

/** Who wrote a summary. A reader resolves a source that it does not know to llm: a text that nobody has checked. */
export type SummarySource = 'llm' | 'template'

/** How many values of one parameter failed one test. */
export interface TestCount {
  /** Bit of the test (table quality_tests). */
  test_bit: number
  /** Argo parameter name; PROFILE for a test of date or position. */
  parameter: string
  /** Values (or profiles) that failed. */
  count: number
}
