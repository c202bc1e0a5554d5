import { createHash } from 'node:crypto'
import type { FileStaged, ParameterValues, Profile, ProfileCleaned } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId, toRunId } from '@floatchat/contracts/ids'
import type { Message } from '@floatchat/writer/runs/Message'

/** A file of the benchmark, as the writer gets it: decoded. Like those of the Python design's generator. */
export interface BenchFile {
  readonly cycles: number
  readonly levels: number
  readonly parameters: readonly string[]
  /** Raises DATE_UPDATE and changes the values. */
  readonly version: number
  readonly run: number
}

export const coreParameters = ['PRES', 'TEMP', 'PSAL']
export const bgcParameters = [
  ...coreParameters,
  'DOXY',
  'CHLA',
  'BBP700',
  'NITRATE',
  'PH_IN_SITU_TOTAL',
  'DOWNWELLING_PAR',
]
/** Share of levels at which a parameter was measured. */
const present: Readonly<Record<string, number>> = {
  DOXY: 0.6,
  CHLA: 0.5,
  BBP700: 0.5,
  NITRATE: 0.15,
  PH_IN_SITU_TOTAL: 0.3,
  DOWNWELLING_PAR: 0.25,
}

export function makeFile(bench: BenchFile): Message[] {
  return [...makeMessages(bench)]
}

/** The messages one by one. */
export function* makeMessages(bench: BenchFile): Generator<Message> {
  const random = randomNumbers(bench.version * 7 + bench.levels)
  const file = stagedFile()
  const run_id = toRunId(`00000000-0000-7000-8000-${bench.run.toString(16).padStart(12, '0')}`)
  const at = { partition: 0, timestamp: Date.UTC(2026, 0, 1) }
  for (let cycle = 0; cycle < bench.cycles; cycle += 1) {
    const { outliers, profile } = makeProfile(bench, cycle, random)
    const value: ProfileCleaned = {
      job_id: file.job_id,
      file_id: file.file_id,
      attempt: 1,
      run_id,
      profile_number: cycle,
      profile,
      profile_failed_tests: 0,
      outlier_tests: outliers,
      verdicts: [{ parameter: 'TEMP', failed_tests: outliers, flags: '' }],
    }
    yield { ...at, offset: BigInt(cycle), type: 'ProfileCleaned', value }
  }
  const parsed = {
    file,
    run_id,
    data_type: 'Argo profile',
    format_version: '3.1',
    profiles_total: bench.cycles,
    profiles_parsed: bench.cycles,
    rejected: [],
    warnings: [],
    float_metadata: null,
    void_reason: null,
    parser_version: 1,
    stage_times: [],
  }
  const value = {
    parsed,
    profiles_cleaned: bench.cycles,
    test_counts: [],
    cleaner_version: 1,
    grey_list_sha256: null,
    stage_times: [],
  }
  yield { ...at, offset: BigInt(bench.cycles), type: 'FileCleaned', value }
}

function makeProfile(bench: BenchFile, cycle: number, random: () => number) {
  // As in the generator: every third profile is real time, the others delayed mode.
  const mode = cycle % 3 === 0 ? 'R' : 'D'
  const parameters = bench.parameters.map((name) => makeParameter(name, mode, bench.levels, random))
  const outliers = new Int32Array(bench.levels).map(() => (random() < 0.002 ? 1 << 6 : 0))
  const profile: Profile = {
    platform_number: '6900001',
    cycle_number: cycle + 1,
    direction: 'A',
    source_kind: bench.parameters.length > 3 ? 'synthetic' : 'core',
    profile_index: 0,
    data_mode: mode,
    juld: 27_000 + cycle,
    timestamp: Date.UTC(2024, 0, 1) + cycle * 86_400_000,
    juld_qc: '1',
    juld_location: 27_000 + cycle,
    latitude: -40 + (cycle % 60),
    longitude: 20 + (cycle % 90),
    position_qc: '1',
    positioning_system: 'ARGOS',
    vertical_sampling_scheme: 'Primary sampling: averaged []',
    date_update: Date.UTC(2025, 0, 1) + bench.version * 86_400_000,
    format_version: '3.1',
    data_centre: 'IF',
    data_state_indicator: '2B',
    project_name: 'CORIOLIS',
    pi_name: 'A. Person',
    platform_type: 'ARVOR',
    wmo_inst_type: '844',
    config_mission_number: 1,
    profile_pressure: null,
    float_type: bench.parameters.length > 3 ? 'BGC' : 'core',
    level_count: bench.levels,
    parameters,
    provenance: null,
    content_sha256: createHash('sha256').update(`${cycle} ${bench.version}`).digest('hex'),
  }
  return { profile, outliers }
}

function makeParameter(name: string, mode: 'R' | 'D', levels: number, random: () => number): ParameterValues {
  const share = present[name] ?? 0.995
  const raw = new Float32Array(levels)
  let value = 10
  for (let level = 0; level < levels; level += 1) {
    value += (random() - 0.5) * 0.1
    const known = name === 'PRES' || random() < share
    raw[level] = known ? (name === 'PRES' ? level * 2 : Math.round(value * 1_000) / 1_000) : Number.NaN
  }
  const flags = Array.from(raw, (one) => (Number.isNaN(one) ? '9' : '1')).join('')
  const delayed = mode === 'D'
  return {
    name,
    data_mode: mode,
    units: 'unit',
    raw,
    raw_qc: flags,
    adjusted: delayed ? raw.map((one) => one + 0.01) : new Float32Array(),
    adjusted_qc: delayed ? flags : '',
    adjusted_error: delayed ? new Float32Array(levels).fill(0.01) : new Float32Array(),
    raw_double: new Float64Array(0),
    adjusted_double: new Float64Array(0),
    adjusted_error_double: new Float64Array(0),
    profile_qc: 'A',
  }
}

function stagedFile(): FileStaged {
  return {
    job_id: toJobId('00000000-0000-4000-8000-00000000000a'),
    file_id: toFileId('00000000-0000-4000-8000-00000000000f'),
    attempt: 1,
    dataset_id: null,
    parent_dataset_id: null,
    dataset_name: null,
    filename: 'bench.nc',
    object_key: 'raw-uploads/1/bench.nc',
    size_bytes: 1,
    sha256: '0'.repeat(64),
    reason: 'UPLOAD',
    archive: null,
    staged_at: Date.UTC(2026, 0, 1),
    operation_id: null,
  }
}

/** The same numbers every time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
