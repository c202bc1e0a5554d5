// Generated from docs/openapi.json by apps/console/scripts/generateTypes.ts. Do not edit.

export type Problem = {
  readonly type: 'about:blank'
  /** The phrase of the status. */
  readonly title: string
  /** The status of the answer. */
  readonly status: number
  /** What happened and what to do, in a sentence. */
  readonly detail: string
  /** The id of this answer, to be quoted to the operators; also in X-Request-Id. */
  readonly instance: string
}

export type AcceptedUpload = {
  readonly job_id: string
  readonly dataset_id: number
  readonly status: 'pending'
  readonly message: string
}

export type ResumableUpload = {
  readonly upload_id: string
  readonly filename: string
  readonly size_bytes: number
  /** Bytes that are safe. */
  readonly received_bytes: number
  /** When it is removed where no more bytes come. */
  readonly expires_at: string
  /** The job, once all bytes are there. */
  readonly job_id: string | null
  readonly dataset_id: number | null
}

export type KnownFile = {
  readonly sha256: string
  readonly dataset_id: number
  /** The job that ingested it; for a member of a zip, that of the zip. */
  readonly job_id: string
  /** The name under which it was sent. */
  readonly filename: string | null
  /** succeeded: it is in the database. failed: it was read and cannot be taken as it is. */
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly profile_count: number | null
  /** Why it failed, for programs. */
  readonly code: string | null
  /** Why it failed, for people. */
  readonly reason: string | null
}

export type JobSummary = {
  readonly job_id: string
  readonly dataset_id: number | null
  readonly original_filename: string | null
  readonly raw_file_path: string | null
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  /** Why the job failed, for people. */
  readonly error_log: string | null
  /** It failed by nothing but the file: it is no Argo profile, or cut short. To retry it changes nothing. */
  readonly refused: boolean
  /** Files and profiles that could not be ingested, the first 1,000. */
  readonly errors: readonly JobError[]
  readonly started_at: string | null
  readonly completed_at: string | null
  readonly created_at: string
  /** Counts up with each retry. */
  readonly attempt: number
  /** parser, cleaner, writer, summarizer; null once it is through. */
  readonly stage: string | null
  readonly stages: readonly ({
    readonly stage: string
    readonly state: 'pending' | 'running' | 'done' | 'failed'
    /** Profiles; members, for a zip. */
    readonly done: number
    readonly total: number | null
    readonly started_at: string | null
    readonly ended_at: string | null
  })[]
  /** One for a single file; the NetCDF members of a zip. */
  readonly file_counts: {
    readonly total: number
    readonly ended: number
    readonly succeeded: number
    readonly failed: number
  }
  readonly profiles_rejected: number
  readonly profiles_superseded: number
  readonly outlier_count: number
  readonly warnings: readonly string[]
  readonly test_counts: readonly ({
    readonly test_bit: number
    readonly parameter: string
    readonly count: number
  })[]
  /** The stage that the job is in, where that has no instance or is far behind; null where it goes on. */
  readonly waits_for: StageHealth | null
  /** W3C trace id: one trace runs from the upload to the summary. */
  readonly trace_id: string | null
  /** Counts the changes of the job; the id of its server-sent event. */
  readonly revision: number
}

export type JobError = {
  /** The file, by its path in a zip; null for the upload as a whole. */
  readonly file: string | null
  readonly stage: string | null
  readonly code: string | null
  /** Index along N_PROF, from 0; null where the file failed as a whole. */
  readonly profile_number: number | null
  readonly platform_number: string | null
  readonly cycle_number: number | null
  readonly reason: string
}

export type StageHealth = {
  readonly stage: string
  /** no_instance: nobody is in its consumer group; behind: records wait for longer than BEHIND_SECONDS. */
  readonly state: 'ok' | 'no_instance' | 'behind'
  /** Members of its consumer group. */
  readonly instances: number
  /** Messages that it has not committed. */
  readonly lag: number
  /** A sentence where the state is not ok. */
  readonly detail: string | null
}

export type JobList = {
  readonly jobs: readonly JobSummary[]
  readonly total: number
  readonly limit: number
  readonly offset: number
  /** Jobs of each status under the other filters; failed without those that were refused. */
  readonly counts: {
    readonly pending: number
    readonly running: number
    readonly succeeded: number
    readonly failed: number
    readonly refused: number
  }
}

export type Job = {
  readonly job_id: string
  readonly dataset_id: number | null
  readonly original_filename: string | null
  readonly raw_file_path: string | null
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  /** Why the job failed, for people. */
  readonly error_log: string | null
  /** It failed by nothing but the file: it is no Argo profile, or cut short. To retry it changes nothing. */
  readonly refused: boolean
  /** Files and profiles that could not be ingested, the first 1,000. */
  readonly errors: readonly JobError[]
  readonly started_at: string | null
  readonly completed_at: string | null
  readonly created_at: string
  /** Counts up with each retry. */
  readonly attempt: number
  /** parser, cleaner, writer, summarizer; null once it is through. */
  readonly stage: string | null
  readonly stages: readonly ({
    readonly stage: string
    readonly state: 'pending' | 'running' | 'done' | 'failed'
    /** Profiles; members, for a zip. */
    readonly done: number
    readonly total: number | null
    readonly started_at: string | null
    readonly ended_at: string | null
  })[]
  /** One for a single file; the NetCDF members of a zip. */
  readonly file_counts: {
    readonly total: number
    readonly ended: number
    readonly succeeded: number
    readonly failed: number
  }
  readonly profiles_rejected: number
  readonly profiles_superseded: number
  readonly outlier_count: number
  readonly warnings: readonly string[]
  readonly test_counts: readonly ({
    readonly test_bit: number
    readonly parameter: string
    readonly count: number
  })[]
  /** The stage that the job is in, where that has no instance or is far behind; null where it goes on. */
  readonly waits_for: StageHealth | null
  /** W3C trace id: one trace runs from the upload to the summary. */
  readonly trace_id: string | null
  /** Counts the changes of the job; the id of its server-sent event. */
  readonly revision: number
  /** The first 100 files; /jobs/{job_id}/files pages through all of them. */
  readonly files: readonly JobFile[]
}

export type JobFile = {
  readonly file_id: string
  readonly dataset_id: number | null
  readonly filename: string
  readonly attempt: number
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed'
  /** parser, cleaner, writer, summarizer; null once it is through. */
  readonly stage: string | null
  readonly progress_pct: number
  readonly profiles_total: number | null
  readonly profiles_ingested: number
  readonly profiles_rejected: number
  /** Lost to a version that was already there. */
  readonly profiles_superseded: number
  /** Levels of which a value failed a test. */
  readonly outlier_count: number
  /** Why it failed. */
  readonly reason: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
}

export type DatasetList = {
  readonly datasets: readonly Dataset[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type Dataset = {
  readonly dataset_id: number
  /** The zip that it came in. */
  readonly parent_dataset_id: number | null
  /** The job that ingested it. */
  readonly job_id: string | null
  readonly name: string | null
  readonly source_filename: string | null
  readonly raw_file_path: string | null
  /** Bytes. */
  readonly raw_file_size: number | null
  readonly raw_file_sha256: string | null
  readonly ingestion_date: string
  readonly date_range_start: string | null
  readonly date_range_end: string | null
  readonly bbox: BoundingBox | null
  /** This and what follows are null until the file is in the database. */
  readonly float_count: number | null
  readonly profile_count: number | null
  /** Levels for which anything was delivered. */
  readonly measurement_count: number | null
  /** Levels of which a value failed a test. */
  readonly outlier_count: number | null
  /** Of the flagged levels those beyond the physical bounds and nothing else: most are pressures just below 0. */
  readonly out_of_bounds_count: number | null
  /** Argo parameter names. */
  readonly variable_list: readonly string[] | null
  readonly test_counts: readonly ({
    readonly test_bit: number
    readonly parameter: string
    readonly count: number
  })[] | null
  /** What is odd in the file, a sentence each. */
  readonly warnings: readonly string[]
  readonly summary_text: string | null
  readonly summary_source: 'llm' | 'template' | null
  readonly summary_model: string | null
  /** Version of the parser that read it; null from releases that had none. */
  readonly parser_version: number | null
  /** Version of the cleaner that judged it. */
  readonly cleaner_version: number | null
  /** Digest of the grey list by which it was judged. */
  readonly grey_list_sha256: string | null
  /** Whether the file is held: false where it was withdrawn. */
  readonly is_active: boolean
  /** When its raw bytes were removed for good. */
  readonly purged_at: string | null
  /** The latest request to withdraw, restore or purge it. */
  readonly withdrawal: {
    readonly kind: 'withdraw' | 'restore' | 'purge'
    readonly because: string
    readonly requested_by: string
    readonly requested_at: string
    /** Null until it is done. */
    readonly done_at: string | null
  } | null
  readonly dataset_version: number
  /** Files of the zip that are in the database. */
  readonly member_count: number
  readonly created_at: string
}

/** bbox is west, south, east, north; west is greater than east across the antimeridian. */
export type BoundingBox = {
  readonly type: 'Polygon'
  readonly bbox: readonly number[]
  readonly coordinates: readonly (readonly (readonly number[])[])[]
} | {
  readonly type: 'MultiPolygon'
  readonly bbox: readonly number[]
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[]
}

export type ProfileList = {
  readonly profiles: readonly Profile[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type Profile = {
  /** Names one version of the profile: a replaced one gets another. */
  readonly profile_id: number
  readonly dataset_id: number | null
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  /** 0 is the primary sampling of the cycle. */
  readonly profile_index: number
  readonly timestamp: string | null
  readonly juld_qc: number | null
  /** Degrees north. */
  readonly latitude: number | null
  /** Degrees east, -180 to 180. */
  readonly longitude: number | null
  readonly position_qc: number | null
  readonly position_invalid: boolean
  readonly data_mode: 'R' | 'A' | 'D'
  readonly vertical_sampling_scheme: string | null
  readonly level_count: number
  /** Levels of which a value failed a test. */
  readonly outlier_count: number
  /** Of these, levels that failed by bit 0 alone, physical bounds. */
  readonly out_of_bounds_count: number
  /** Bits of the failed tests of date and position. */
  readonly failed_tests: number
}

export type ProfileContents = {
  /** Names one version of the profile: a replaced one gets another. */
  readonly profile_id: number
  readonly dataset_id: number | null
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  /** 0 is the primary sampling of the cycle. */
  readonly profile_index: number
  readonly timestamp: string | null
  readonly juld_qc: number | null
  /** Degrees north. */
  readonly latitude: number | null
  /** Degrees east, -180 to 180. */
  readonly longitude: number | null
  readonly position_qc: number | null
  readonly position_invalid: boolean
  readonly data_mode: 'R' | 'A' | 'D'
  readonly vertical_sampling_scheme: string | null
  readonly level_count: number
  /** Levels of which a value failed a test. */
  readonly outlier_count: number
  /** Of these, levels that failed by bit 0 alone, physical bounds. */
  readonly out_of_bounds_count: number
  /** Bits of the failed tests of date and position. */
  readonly failed_tests: number
  /** Columns of one entry a level, in the order of the file: level, pressure (decibar), temperature (°C), salinity and so on with the best value, their flags (pres_qc, …), and outlier_tests, the bits of the failed tests. A column without a value is left out. */
  readonly measurements: { readonly [name: string]: readonly (number | null)[] }
  /** Every parameter as the file delivered it. */
  readonly parameters: readonly ({
    readonly parameter: string
    readonly data_mode: 'R' | 'A' | 'D'
    readonly units: string | null
    readonly raw: readonly (number | null)[] | null
    /** One Argo flag a level, a blank for none. */
    readonly qc: string | null
    readonly adjusted: readonly (number | null)[] | null
    readonly adjusted_qc: string | null
    readonly adjusted_error: readonly (number | null)[] | null
    /** Whether the file delivers doubles that 32 bits do not hold; else every value is one of 32 bits. */
    readonly is_double: boolean
    /** Bits of the failed tests, one entry a level. */
    readonly failed_tests: readonly number[] | null
    /** The flags that our tests would give to the judged values (raw in mode R, else adjusted), as a data centre writes them: a character a level, 1 to 4, a blank without a value. Null where every value would get 1. */
    readonly proposed_qc: string | null
  })[]
}

export type DatasetRelations = {
  /** Other datasets with the same bytes. */
  readonly same_bytes: readonly ({
    readonly dataset_id: number
    readonly filename: string | null
  })[]
  /** Where profiles of this dataset are shown from: the same, or newer or better versions of them. */
  readonly shown_from: readonly ({
    readonly dataset_id: number
    readonly filename: string | null
    readonly profiles: number
    readonly same_bytes: boolean
  })[]
  /** Floats that it holds profiles of, or describes. */
  readonly floats: readonly string[]
}

export type ProfileLine = {
  /** Names one version of the profile: a replaced one gets another. */
  readonly profile_id: number
  readonly dataset_id: number | null
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  /** 0 is the primary sampling of the cycle. */
  readonly profile_index: number
  readonly timestamp: string | null
  readonly juld_qc: number | null
  /** Degrees north. */
  readonly latitude: number | null
  /** Degrees east, -180 to 180. */
  readonly longitude: number | null
  readonly position_qc: number | null
  readonly position_invalid: boolean
  readonly data_mode: 'R' | 'A' | 'D'
  readonly vertical_sampling_scheme: string | null
  readonly level_count: number
  /** Levels of which a value failed a test. */
  readonly outlier_count: number
  /** Of these, levels that failed by bit 0 alone, physical bounds. */
  readonly out_of_bounds_count: number
  /** Bits of the failed tests of date and position. */
  readonly failed_tests: number
  /** Columns of one entry a level, in the order of the file: level, pressure (decibar), temperature (°C), salinity and so on with the best value, their flags (pres_qc, …), and outlier_tests, the bits of the failed tests. A column without a value is left out. */
  readonly measurements?: { readonly [name: string]: readonly (number | null)[] }
  /** Every parameter as the file delivered it. */
  readonly parameters?: readonly ({
    readonly parameter: string
    readonly data_mode: 'R' | 'A' | 'D'
    readonly units: string | null
    readonly raw: readonly (number | null)[] | null
    /** One Argo flag a level, a blank for none. */
    readonly qc: string | null
    readonly adjusted: readonly (number | null)[] | null
    readonly adjusted_qc: string | null
    readonly adjusted_error: readonly (number | null)[] | null
    /** Whether the file delivers doubles that 32 bits do not hold; else every value is one of 32 bits. */
    readonly is_double: boolean
    /** Bits of the failed tests, one entry a level. */
    readonly failed_tests: readonly number[] | null
    /** The flags that our tests would give to the judged values (raw in mode R, else adjusted), as a data centre writes them: a character a level, 1 to 4, a blank without a value. Null where every value would get 1. */
    readonly proposed_qc: string | null
  })[]
}

export type WithdrawalRequest = {
  readonly kind: 'withdraw' | 'restore' | 'purge'
  readonly dry_run: boolean
  /** Datasets for which it is, or would be, done. */
  readonly requested: number
  /** The first 1000, members of zips included. */
  readonly datasets: readonly ({
    readonly dataset_id: number
    readonly filename: string | null
    /** The zip that it was asked for. */
    readonly through_dataset_id: number | null
    /** requested: it will be done. already: it is so, or under way. separately: a member of the zip that was withdrawn by itself and stays so. purged: its bytes are gone for good. held: only what is withdrawn can be purged. unknown: there is no such dataset. */
    readonly outcome: 'requested' | 'already' | 'separately' | 'purged' | 'held' | 'unknown'
  })[]
  readonly datasets_total: number
  /** The first 1000. profiles: of a withdrawal, those shown that vanish; of a restore, versions that count again. others: of these, of which another held file has a version, which comes back or is shown now. */
  readonly floats: readonly ({
    readonly platform_number: string
    readonly profiles: number
    readonly others: number
  })[]
  readonly floats_total: number
  /** Of all floats. */
  readonly profiles: number
  /** Of all floats. */
  readonly others: number
}

export type Withdrawal = {
  readonly withdrawal_id: number
  readonly kind: 'withdraw' | 'restore' | 'purge'
  readonly dataset_id: number
  /** The zip that it was asked for. */
  readonly through_dataset_id: number | null
  readonly filename: string | null
  /** Why. */
  readonly because: string
  readonly requested_by: string
  readonly requested_at: string
  /** Null until it is done. */
  readonly done_at: string | null
  readonly state: 'requested' | 'done'
}

export type FloatVersionList = {
  readonly versions: readonly FloatVersion[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type FloatVersion = {
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  readonly profile_index: number
  readonly data_mode: 'R' | 'A' | 'D'
  /** DATE_UPDATE of the file. */
  readonly date_update: string | null
  readonly level_count: number
  /** Whether it is this version that is shown. */
  readonly shown: boolean
  readonly dataset_id: number
  readonly filename: string | null
  readonly ingestion_date: string
  readonly is_active: boolean
}

export type FloatDescription = {
  /** Everything that its newest _meta.nc says. */
  readonly metadata: { readonly [name: string]: unknown } | null
  /** Which kind of file described the float last. */
  readonly described_by: 'meta' | 'profile' | null
  /** DATE_UPDATE of that file. */
  readonly described_date_update: string | null
  readonly level_count: number
  /** Levels that failed a test. */
  readonly outlier_count: number
  /** Of these, levels that failed by bit 0 alone, physical bounds. */
  readonly out_of_bounds_count: number
  /** Levels by the test that they failed. */
  readonly tests: readonly ({
    readonly test_bit: number
    readonly levels: number
  })[]
}

export type View = {
  readonly name: string
  readonly description: string
  readonly columns: readonly ({
    readonly name: string
    /** In PostgreSQL. */
    readonly type: string
    readonly description: string
    readonly unit: string | null
    readonly argo_name: string | null
    /** Address in the NERC vocabulary server. */
    readonly nvs: string | null
    /** What a missing value means. */
    readonly missing: string | null
  })[]
}

export type QualityTest = {
  /** Number of the bit in failed_tests and outlier_tests, from 0; test_bit in test_counts. */
  readonly bit: number
  /** Number of the test in the Argo manuals; null for the house’s own. */
  readonly test: number | null
  readonly name: string
  /** Argo parameter names, or date or position. */
  readonly judges: string
  /** Which rule was taken, and from where. */
  readonly source: string
  /** False where the bit is only kept for the test. */
  readonly is_run: boolean
}

export type AuditRow = {
  /** Number of the test in the Argo manuals. */
  readonly test: number
  readonly name: string
  /** Empty where the file does not say it. */
  readonly data_centre: string
  readonly data_mode: string
  /** Profiles of which HISTORY says that the test was performed (QCP$). */
  readonly performed: number
  readonly failed_both: number
  /** Failed at the data centre (QCF$) and not here. */
  readonly failed_there_only: number
  readonly failed_here_only: number
  readonly agreement_percent: number
}

export type AuditDisagreement = {
  readonly test: number
  readonly name: string
  readonly data_centre: string
  readonly platform_number: string
  readonly performed: number
  readonly failed_there_only: number
  readonly failed_here_only: number
  readonly first_cycle: number
  readonly sentence: string
}

export type ProfileProvenance = {
  readonly data_centre: string | null
  /** Every test that was performed there or is run here, by number. */
  readonly tests: readonly TestBesideCentre[]
  /** What the other cycles of the float tell against it, a sentence each. */
  readonly neighbours: readonly string[]
  /** HISTORY_* by name, at most the latest 200. */
  readonly history: readonly ({ readonly [name: string]: unknown })[]
  readonly history_left_out: number
  /** PARAMETER and SCIENTIFIC_CALIB_* by name, at most 200. */
  readonly calibrations: readonly ({ readonly [name: string]: unknown })[]
  readonly calibrations_left_out: number
}

export type TestBesideCentre = {
  /** Number of the test in the Argo manuals. */
  readonly test: number
  /** Null for a test that is not known here. */
  readonly name: string | null
  /** By the data centre; null where HISTORY does not say. */
  readonly performed: boolean | null
  /** At the data centre; null where HISTORY does not say. */
  readonly failed_there: boolean | null
  /** Null for a test that is not run here. */
  readonly failed_here: boolean | null
}

export type FloatConfiguration = {
  readonly platform_number: string
  /** The dataset of the _meta.nc file: of several the newest. */
  readonly dataset_id: number
  readonly missions: readonly ({
    /** CONFIG_MISSION_NUMBER, as profiles name it. */
    readonly mission_number: number
    readonly comment: string | null
    /** By Argo name, in the unit that ends the name: CONFIG_ProfilePressure_dbar. */
    readonly configuration: { readonly [name: string]: number }
  })[]
  readonly sensors: readonly ({
    readonly sensor: string
    readonly maker: string | null
    readonly model: string | null
    readonly serial_no: string | null
  })[]
}

export type Mirror = {
  readonly source_id: number
  /** In the order in which they are asked. */
  readonly addresses: readonly string[]
  /** Listed, or held and missing. */
  readonly files: number
  /** In the database. */
  readonly held: number
  /** Taken, and not in the database yet. */
  readonly on_their_way: number
  /** To be fetched, or to be fetched again. */
  readonly wanted: number
  /** Refused by a stage. */
  readonly failed: number
  /** No longer listed. */
  readonly missing: number
  /** Since when the oldest of those to be fetched is. */
  readonly oldest_wanted: string | null
  /** The newest first. */
  readonly runs: readonly MirrorRun[]
}

export type MirrorRun = {
  readonly run_id: number
  /** stopped: by a signal; the next goes on. */
  readonly status: 'running' | 'succeeded' | 'failed' | 'stopped'
  /** Which of the addresses gave the indexes. */
  readonly address: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
  /** Files by what became of them; docs/mirror.md has the names. */
  readonly counts: { readonly [name: string]: number }
  /** The first hundred of the files and indexes that could not be taken. */
  readonly problems: readonly ({
    readonly path: string
    readonly problem: string
  })[]
  /** Why it failed. */
  readonly error: string | null
}

/** Core profiles by data mode, one for each cycle and direction. */
export type CentreProfiles = {
  readonly data_centre: string
  readonly R: number
  readonly A: number
  readonly D: number
}

export type PipelineStage = {
  readonly stage: string
  /** What it does, as the end of a sentence that begins with its name. */
  readonly does: string
  /** Where it is a step of the way of a file that people follow: its name there, and what it does to a file. */
  readonly step: {
    readonly label: string
    readonly does: string
  } | null
}

export type DeadLetterReason = {
  readonly stage: string
  readonly reason_code: string
  /** As the newest says it. */
  readonly reason: string
  readonly letters: number
  /** Of these, those that fail the same way whenever they are sent again. */
  readonly permanent: number
  /** The file is to blame: this system will never take it. */
  readonly refused: boolean
  readonly newest_at: string
}

export type Origin = {
  readonly profile_id: number
  readonly platform_number: string
  readonly cycle_number: number
  readonly direction: 'A' | 'D'
  readonly source_kind: 'core' | 'bgc' | 'synthetic'
  readonly profile_index: number
  /** When the profile was first shown, in whatever version. */
  readonly first_shown_at: string
  /** When this version was written, or last found to be so. */
  readonly shown_since: string
  /** The quality tests that failed. */
  readonly failed: readonly ({
    readonly test_bit: number
    readonly test: string | null
    /** Null for tests of date and position. */
    readonly parameter: string | null
    readonly levels: number | null
  })[]
  /** What each held file says of the profile: the one that is shown first. */
  readonly versions: readonly ({
    readonly dataset_id: number
    /** The zip that the file came in. */
    readonly parent_dataset_id: number | null
    readonly filename: string | null
    readonly member_path: string | null
    readonly raw_file_sha256: string | null
    readonly raw_file_size: number | null
    /** Where the raw file is in the bucket. */
    readonly object_key: string | null
    /** False where the dataset was withdrawn. */
    readonly is_active: boolean
    readonly job_id: string | null
    readonly file_id: string | null
    /** The run that read it last. */
    readonly run_id: string
    /** When that run was written. */
    readonly written_at: string | null
    readonly parser_version: number | null
    readonly cleaner_version: number | null
    readonly grey_list_sha256: string | null
    /** Index along N_PROF in the file. */
    readonly profile_number: number
    readonly data_mode: 'R' | 'A' | 'D'
    readonly date_update: string | null
    readonly level_count: number
    readonly value_count: number
    readonly flag_count: number
    readonly content_sha256: string
    readonly shown: boolean
    readonly why_not_shown: string | null
  })[]
}

export type OriginPlaces = {
  /** The records that the profile came by, as far as the topics still hold them. */
  readonly places: readonly ({
    readonly topic: string
    readonly partition: number
    readonly offset: number
    readonly record: string
    readonly at: string
  })[]
}

export type Operation = {
  readonly operation_id: string
  readonly kind: 'reprocess'
  /** Which files were meant, as it was asked for. */
  readonly request: { readonly [name: string]: unknown }
  /** stopped: no further file is begun; done: every file has ended. */
  readonly state: 'running' | 'paused' | 'stopped' | 'done'
  readonly requested_by: string
  readonly because: string | null
  readonly requested_at: string
  /** Who paused, resumed or stopped it last. */
  readonly changed_by: string | null
  readonly changed_at: string
  readonly ended_at: string | null
  readonly files: {
    /** Chosen when it was asked for. */
    readonly total: number
    readonly succeeded: number
    readonly failed: number
    /** Their raw file is no longer in the bucket. */
    readonly missing: number
    /** Withdrawn before their turn came. */
    readonly withdrawn: number
    /** On their way through the stages. */
    readonly sent: number
    readonly waiting: number
  }
}

export type OperationList = {
  readonly operations: readonly Operation[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type OperationChanges = {
  readonly changes: readonly ({
    readonly platform_number: string
    /** Null for profiles as a whole. */
    readonly parameter: string | null
    /** The quality test; null where values are counted. */
    readonly test_bit: number | null
    /** Profiles in which there was any such change. */
    readonly profiles: number
    /** Profiles shown that were not, values that were missing, or levels that fail the test now. */
    readonly added: number
    /** The other way round. */
    readonly gone: number
    /** Profiles, or levels, that are there as before and differ. */
    readonly changed: number
    /** Its name. */
    readonly test: string | null
  })[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type OperationFiles = {
  readonly files: readonly ({
    readonly dataset_id: number
    readonly filename: string | null
    readonly object_key: string | null
    readonly state: 'waiting' | 'sent' | 'failed' | 'missing' | 'withdrawn'
    readonly reason: string | null
  })[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type ApiKey = {
  readonly key_id: string
  readonly name: string
  readonly role: 'viewer' | 'uploader' | 'operator' | 'admin'
  readonly created_at: string
  readonly created_by: string
  readonly expires_at: string | null
  readonly last_used_at: string | null
  readonly revoked_at: string | null
  readonly revoked_by: string | null
}

export type AuditEntry = {
  readonly audit_id: number
  readonly at: string
  readonly who: string
  readonly role: string | null
  readonly way: 'http' | 'command'
  readonly action: string
  readonly target: string | null
  readonly detail: unknown
  readonly result: 'begun' | 'done' | 'refused' | 'failed'
  readonly reason: string | null
}

export type Health = {
  readonly status: 'ok' | 'degraded'
  /** The release that answers. */
  readonly version: string
  readonly checks: {
    readonly database: 'ok' | 'unavailable'
    readonly bucket: 'ok' | 'unavailable'
    readonly broker: 'ok' | 'unavailable'
    readonly registry: 'ok' | 'unavailable'
  }
  /** The stages on the way of a file, as they were some seconds ago; empty while the broker is away. */
  readonly stages: readonly StageHealth[]
}

export type Me = {
  /** The subject of the token, or `key` and the name of the API key. */
  readonly name: string | null
  /** Null for who asks without a token, where reading is open. */
  readonly role: 'viewer' | 'uploader' | 'operator' | 'admin' | null
  /** The operations that may be asked for, by their ids in /openapi.json. */
  readonly allowed: readonly string[]
}

export type FindKnownFilesBody = {
  /** SHA-256 of the bytes of each file, at most 1000. */
  readonly sha256: readonly string[]
}

export type FindKnownFilesAnswer = {
  readonly known: readonly KnownFile[]
}

export type QueryJobsBody = {
  /** At most 1000. */
  readonly job_ids: readonly string[]
  /** Leave out those that have neither succeeded nor failed yet. */
  readonly ended_only?: boolean
}

export type QueryJobsAnswer = {
  readonly jobs: readonly JobSummary[]
  readonly unknown: readonly string[]
}

export type ListJobFilesAnswer = {
  readonly files: readonly JobFile[]
  readonly limit: number
  readonly offset: number
}

export type RetryJobAnswer = {
  readonly job_id: string
  readonly dataset_id: number | null
  readonly status: 'pending'
  readonly attempt: number
  readonly message: string
}

export type ReadDatasetFileAnswer = {
  readonly url: string
  readonly filename: string
  readonly size_bytes: number
  readonly expires_at: string
}

export type WithdrawDatasetBody = {
  /** Why: it is remembered. Needed unless dry_run. */
  readonly because?: string
  /** Says what would be done, and does nothing. */
  readonly dry_run?: boolean
}

export type RestoreDatasetBody = {
  /** Why: it is remembered. Needed unless dry_run. */
  readonly because?: string
  /** Says what would be done, and does nothing. */
  readonly dry_run?: boolean
}

export type PurgeDatasetBody = {
  /** Why: it is remembered. Needed unless dry_run. */
  readonly because?: string
  /** Says what would be done, and does nothing. */
  readonly dry_run?: boolean
}

export type RequestWithdrawalsBody = {
  /** Why: it is remembered. Needed unless dry_run. */
  readonly because?: string
  /** Says what would be done, and does nothing. */
  readonly dry_run?: boolean
  readonly kind: 'withdraw' | 'restore' | 'purge'
  readonly datasets?: readonly number[]
  /** WMO number: every dataset that tells of this float. */
  readonly float?: string
  /** What this job ingested. */
  readonly job?: string
}

export type ListWithdrawalsAnswer = {
  readonly withdrawals: readonly Withdrawal[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type ListFloatsAnswer = unknown

export type ReadFloatAnswer = { readonly [name: string]: unknown }

export type ListCyclesAnswer = unknown

export type ReadLevelsAnswer = unknown

export type ListErddapDatasetsAnswer = unknown

export type ReadErddapInfoAnswer = unknown

export type SearchErddapAnswer = unknown

export type QueryTabledapAnswer = unknown

export type SearchAnswer = {
  readonly found: readonly ({
    readonly kind: 'float' | 'dataset' | 'job'
    /** The WMO number, or the id. */
    readonly id: string
    readonly name: string
    /** The zip that it came in. */
    readonly part_of: string | null
  })[]
}

export type ReadDictionaryAnswer = {
  readonly views: readonly View[]
}

export type ListQualityTestsAnswer = {
  readonly quality_tests: readonly QualityTest[]
}

export type AuditQualityTestsAnswer = {
  readonly rows: readonly AuditRow[]
  readonly disagreements: readonly AuditDisagreement[]
}

export type ReadMirrorAnswer = {
  readonly sources: readonly Mirror[]
  readonly data_centres: readonly CentreProfiles[]
}

export type ReadPipelineAnswer = {
  readonly stages: readonly PipelineStage[]
}

export type ListStagesAnswer = {
  readonly stages: readonly ({
    readonly stage: string
    readonly group: string
    /** State of the consumer group as the broker calls it: Stable, Empty, … */
    readonly state: string
    readonly instances: readonly ({
      readonly id: string
      readonly host: string
      readonly partitions: number
    })[]
    /** Messages that the stage has not committed. */
    readonly lag: number
    /** Messages committed a second since the last look; null at the first. */
    readonly rate_per_second: number | null
    readonly dead_letters_open: number
    /** Of these, files that this system will never take. */
    readonly refused_open: number
  })[]
}

export type ListDeadLettersAnswer = {
  readonly dead_letters: readonly ({
    readonly topic: string
    readonly partition: number
    readonly message_offset: number
    readonly stage: string
    readonly job_id: string | null
    readonly file_id: string | null
    readonly attempt: number | null
    readonly filename: string | null
    readonly reason_code: string
    readonly reason: string
    readonly permanent: boolean
    readonly redrives: number
    readonly original_topic: string
    readonly original_partition: number
    readonly original_offset: number
    readonly status: 'open' | 'redriven' | 'discarded'
    readonly handled_by: string | null
    readonly handled_reason: string | null
    readonly id: string
    readonly happened_at: string
    readonly handled_at: string | null
  })[]
  readonly total: number
  readonly limit: number
  readonly offset: number
}

export type CountDeadLettersAnswer = {
  readonly reasons: readonly DeadLetterReason[]
}

export type ReadDeadLetterAnswer = {
  readonly letter: {
    readonly topic: string
    readonly partition: number
    readonly message_offset: number
    readonly stage: string
    readonly job_id: string | null
    readonly file_id: string | null
    readonly attempt: number | null
    readonly filename: string | null
    readonly reason_code: string
    readonly reason: string
    readonly permanent: boolean
    readonly redrives: number
    readonly original_topic: string
    readonly original_partition: number
    readonly original_offset: number
    readonly status: 'open' | 'redriven' | 'discarded'
    readonly handled_by: string | null
    readonly handled_reason: string | null
    readonly id: string
    readonly happened_at: string
    readonly handled_at: string | null
  }
  readonly headers: { readonly [name: string]: string } | null
  readonly record: {
    readonly type: string
    readonly value: unknown
  } | null
  readonly undecodable: string | null
  readonly firstBytes: string | null
}

export type RedriveDeadLettersBody = {
  readonly filter?: {
    readonly ids?: readonly string[]
    readonly stage?: string
    readonly job?: string
    readonly reason?: string
    readonly since?: string
    readonly refused?: boolean
  }
  /** Needed where the filter is empty. */
  readonly all?: boolean
  readonly dry_run?: boolean
  /** Why; needed to discard. */
  readonly because?: string
}

export type RedriveDeadLettersAnswer = {
  readonly dry_run: boolean
  readonly total: number
  readonly outcomes: readonly ({
    readonly id: string
    readonly action: string
    readonly problem: string | null
  })[]
}

export type DiscardDeadLettersBody = {
  readonly filter?: {
    readonly ids?: readonly string[]
    readonly stage?: string
    readonly job?: string
    readonly reason?: string
    readonly since?: string
    readonly refused?: boolean
  }
  /** Needed where the filter is empty. */
  readonly all?: boolean
  readonly dry_run?: boolean
  /** Why; needed to discard. */
  readonly because?: string
}

export type DiscardDeadLettersAnswer = {
  readonly dry_run: boolean
  readonly total: number
  readonly outcomes: readonly ({
    readonly id: string
    readonly action: string
    readonly problem: string | null
  })[]
}

export type BeginOperationBody = {
  readonly kind: 'reprocess'
  /** Needed where nothing else says which files. */
  readonly all?: boolean
  /** A dataset; for a zip its members. */
  readonly dataset?: number
  /** Files that hold profiles of this float. */
  readonly float?: string
  /** Files that came since. */
  readonly since?: string
  /** Files that a parser before this version has read. */
  readonly read_before?: number
  /** Files that a cleaner before this version has judged. */
  readonly judged_before?: number
  /** Why: it is remembered. */
  readonly because?: string
  readonly dry_run?: boolean
}

export type BeginOperationAnswer = {
  readonly dry_run: true
  readonly files: number
  readonly bytes: number
}

export type ListKeysAnswer = {
  readonly keys: readonly ApiKey[]
}

export type CreateKeyBody = {
  /** What it is for. */
  readonly name: string
  readonly role: 'viewer' | 'uploader' | 'operator' | 'admin'
  /** From when on it is refused. */
  readonly expires_at?: string
}

export type CreateKeyAnswer = {
  readonly key_id: string
  readonly name: string
  readonly role: 'viewer' | 'uploader' | 'operator' | 'admin'
  readonly created_at: string
  readonly created_by: string
  readonly expires_at: string | null
  readonly last_used_at: string | null
  readonly revoked_at: string | null
  readonly revoked_by: string | null
  readonly secret: string
}

export type ListAuditAnswer = {
  readonly entries: readonly AuditEntry[]
}
