import { createHash } from 'node:crypto'
import type {
  FileCleaned,
  FileStaged,
  FloatMetadata,
  ParameterValues,
  Profile,
  ProfileCleaned,
  Rejection,
} from '@floatchat/contracts/generated/records'
import { type FileId, type OperationId, type RunId, toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import type { Message } from '../../src/runs/Message.ts'

/** A file in short, as tests speak of it. */
export interface FileSketch {
  /** Small number: decides file_id, job_id and sha256. */
  readonly file: number
  /** Runs of a file sort by this number. */
  readonly run?: number
  readonly profiles?: readonly ProfileSketch[]
  readonly meta?: Partial<FloatMetadata> & { readonly platform_number: string }
  /** Rejected by the parser. */
  readonly rejected?: readonly Rejection[]
  readonly voidReason?: string
  /** The number of the file whose bytes it has; its own by default. */
  readonly bytesOf?: number
  /** The dataset of the zip that the file is a member of. */
  readonly parentDataset?: number
  /** The operation that has it read again. */
  readonly operation?: OperationId
  readonly parserVersion?: number
  readonly cleanerVersion?: number
}

export interface ProfileSketch {
  readonly platform?: string
  readonly cycle?: number
  readonly levels?: number
  readonly mode?: 'R' | 'A' | 'D'
  /** DATE_UPDATE in days. */
  readonly updated?: number | null
  /** What the values are made of: equal seeds, equal contents. */
  readonly seed?: number
  /** What the tests said: equal numbers, equal verdicts. */
  readonly verdict?: number
  readonly parameters?: readonly string[]
  readonly overrides?: Partial<Profile>
}

export const fileIdOf = (file: number): FileId => toFileId(uuid(0xf, file))
export const runIdOf = (file: number, run: number): RunId => toRunId(uuid(run, file))

export function stagedFile({
  file,
  bytesOf = file,
  parentDataset,
  operation,
}: Pick<FileSketch, 'file' | 'bytesOf' | 'parentDataset' | 'operation'>): FileStaged {
  return {
    job_id: toJobId(uuid(0xa, file)),
    file_id: fileIdOf(file),
    attempt: 1,
    dataset_id: null,
    parent_dataset_id: parentDataset ?? null,
    dataset_name: null,
    filename: `file${file}.nc`,
    object_key: `raw-uploads/${file}/file${file}.nc`,
    size_bytes: 1_000,
    sha256: sha256(`file ${bytesOf}`),
    reason: 'UPLOAD',
    archive: null,
    staged_at: Date.UTC(2026, 0, 1),
    operation_id: operation ?? null,
  }
}

/** The messages of one run, those of the profiles and the one that closes it. */
export function* messagesOf(sketch: FileSketch): Generator<Message> {
  const file = stagedFile(sketch)
  const run = runIdOf(sketch.file, sketch.run ?? 1)
  const profiles = sketch.profiles ?? []
  const at = { partition: 0, offset: 0n, timestamp: Date.UTC(2026, 0, 1) }
  const rejectedNumbers = new Set((sketch.rejected ?? []).map((one) => one.profile_number))
  let number = 0
  for (const profile of profiles) {
    while (rejectedNumbers.has(number)) number += 1
    yield { ...at, type: 'ProfileCleaned', value: cleanedProfile(sketch, profile, number) }
    number += 1
  }
  const closing: FileCleaned = {
    parsed: {
      file,
      run_id: run,
      data_type: 'Argo profile',
      format_version: '3.1',
      profiles_total: profiles.length + rejectedNumbers.size,
      profiles_parsed: profiles.length,
      rejected: [...(sketch.rejected ?? [])],
      warnings: [],
      float_metadata: sketch.meta === undefined ? null : floatMetadata(sketch.meta),
      void_reason: sketch.voidReason ?? null,
      parser_version: sketch.parserVersion ?? null,
      stage_times: [],
    },
    profiles_cleaned: profiles.length,
    test_counts: [],
    cleaner_version: sketch.cleanerVersion ?? null,
    stage_times: [],
    grey_list_sha256: null,
  }
  yield { ...at, type: 'FileCleaned', value: closing }
}

export function cleanedProfile(sketch: FileSketch, profile: ProfileSketch, number: number): ProfileCleaned {
  const { job_id, file_id, attempt } = stagedFile(sketch)
  const made = makeProfile(profile)
  const verdict = profile.verdict ?? 0
  const failed =
    verdict === 0
      ? new Int32Array()
      : new Int32Array(made.level_count).map((_, level) => (level % 7 === 0 ? verdict : 0))
  return {
    job_id,
    file_id,
    attempt,
    run_id: runIdOf(sketch.file, sketch.run ?? 1),
    profile_number: number,
    profile: made,
    profile_failed_tests: 0,
    outlier_tests: failed,
    verdicts: verdict === 0 ? [] : [{ parameter: 'TEMP', failed_tests: failed, flags: '' }],
  }
}

function makeProfile(sketch: ProfileSketch): Profile {
  const { platform = '1901393', cycle = 1, levels = 5, mode = 'R', updated = 1, seed = 1 } = sketch
  const names = sketch.parameters ?? ['PRES', 'TEMP', 'PSAL']
  const profile: Profile = {
    platform_number: platform,
    cycle_number: cycle,
    direction: 'A',
    source_kind: 'core',
    profile_index: 0,
    data_mode: mode,
    juld: 27_000 + cycle,
    timestamp: Date.UTC(2024, 0, 1) + cycle * 86_400_000,
    juld_qc: '1',
    juld_location: 27_000 + cycle,
    latitude: ((seed * 7 + cycle) % 120) - 60,
    longitude: ((seed * 13 + cycle * 3) % 360) - 180,
    position_qc: '1',
    positioning_system: 'GPS',
    vertical_sampling_scheme: 'Primary sampling: averaged',
    date_update: updated === null ? null : Date.UTC(2025, 0, 1) + updated * 86_400_000,
    format_version: '3.1',
    data_centre: 'IF',
    data_state_indicator: '2B',
    project_name: `PROJECT ${seed % 3}`,
    pi_name: 'A. Person',
    platform_type: 'APEX',
    wmo_inst_type: '846',
    config_mission_number: 1,
    profile_pressure: null,
    float_type: 'core',
    level_count: levels,
    parameters: names.map((name, index) => makeParameter(name, mode, levels, seed * 31 + index)),
    provenance: null,
    content_sha256: '',
    ...sketch.overrides,
  }
  return { ...profile, content_sha256: contentSha256(profile) }
}

function makeParameter(name: string, mode: 'R' | 'A' | 'D', levels: number, seed: number): ParameterValues {
  const adjusted = mode !== 'R'
  const values = (offset: number) =>
    new Float32Array(levels).map((_, level) => Math.fround(seed + offset + level * 0.5))
  return {
    name,
    data_mode: mode,
    units: 'decibar',
    raw: values(0),
    raw_qc: '1'.repeat(levels),
    adjusted: adjusted ? values(0.25) : new Float32Array(),
    adjusted_qc: adjusted ? '1'.repeat(levels) : '',
    adjusted_error: adjusted ? new Float32Array(levels).fill(0.002) : new Float32Array(),
    raw_double: new Float64Array(0),
    adjusted_double: new Float64Array(0),
    adjusted_error_double: new Float64Array(0),
    profile_qc: 'A',
  }
}

function floatMetadata(given: NonNullable<FileSketch['meta']>): FloatMetadata {
  return {
    deployment_date: Date.UTC(2010, 5, 1),
    deployment_latitude: 10,
    deployment_longitude: 20,
    program: 'Argo FRANCE',
    project_name: 'CORIOLIS',
    pi_name: 'A. Person',
    data_centre: 'IF',
    platform_type: 'PROVOR',
    platform_maker: 'NKE',
    wmo_inst_type: '841',
    float_serial_no: '12',
    firmware_version: '1.0',
    end_mission_date: null,
    end_mission_status: null,
    sensors: ['CTD_PRES'],
    parameters: ['PRES'],
    float_type: 'core',
    date_update: Date.UTC(2025, 0, 1),
    attributes: { ZULU: '1', ALPHA: '2' },
    missions: [],
    missions_left_out: 0,
    sensor_details: [],
    ...given,
  }
}

function contentSha256(profile: Profile): string {
  const hash = createHash('sha256').update(
    JSON.stringify({ ...profile, parameters: undefined, content_sha256: undefined }),
  )
  for (const one of profile.parameters) {
    hash.update(`${one.name}${one.data_mode}${one.raw_qc}${one.adjusted_qc}`)
    for (const values of [one.raw, one.adjusted, one.adjusted_error, one.raw_double])
      hash.update(new Uint8Array(values.buffer))
  }
  return hash.digest('hex')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function uuid(first: number, second: number): string {
  return `${first.toString(16).padStart(8, '0')}-0000-7000-8000-${second.toString(16).padStart(12, '0')}`
}
