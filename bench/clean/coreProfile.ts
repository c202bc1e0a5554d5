import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'

/** How the profiles of the benchmark differ. */
export type Kind = 'quiet' | 'noisy' | 'spikes' | 'inversions' | 'dead cell'

/** A core profile as a modern float sends it: so many levels, 2 dbar apart, in mode R. Equal seeds are equal profiles. */
export function coreProfile(kind: Kind, levels: number, seed: number): Profile {
  const random = generator(seed)
  const noise = kind === 'noisy' ? 0.02 : 0.002
  const around = () => noise * (random() + random() + random() - 1.5)
  const pressure = new Float32Array(levels)
  const temperature = new Float32Array(levels)
  const salinity = new Float32Array(levels)
  for (let i = 0; i < levels; i++) {
    const p = 4 + 2 * i + 0.3 * random()
    pressure[i] = round(p, 1)
    temperature[i] = round(2 + 8 * Math.exp(-p / 700) + 10 / (1 + Math.exp((p - 90) / 15)) + around(), 3)
    salinity[i] = round(34.7 + 0.9 * Math.exp(-p / 500) - 0.2 * Math.exp(-p / 60) + around() / 4, 3)
    if (kind === 'spikes' && i % 50 === 25) salinity[i] -= 2
    if (kind === 'inversions' && i % 20 === 10) salinity[i] += 0.08
    if (kind === 'dead cell') salinity[i] = round(0.01 + around(), 3)
  }
  return {
    platform_number: '6900000',
    cycle_number: seed,
    direction: 'A',
    source_kind: 'core',
    profile_index: 0,
    data_mode: 'R',
    juld: 26_000.5,
    timestamp: Date.UTC(2021, 2, 9, 12),
    juld_qc: '1',
    juld_location: 26_000.5,
    latitude: 40,
    longitude: -40,
    position_qc: '1',
    positioning_system: 'GPS',
    vertical_sampling_scheme: 'Primary sampling: averaged [10 sec sampling, 2 dbar average]',
    date_update: null,
    format_version: '3.1',
    data_centre: 'IF',
    data_state_indicator: '2B',
    project_name: 'ARGO',
    pi_name: 'NOBODY',
    platform_type: 'ARVOR',
    wmo_inst_type: '844',
    config_mission_number: 1,
    profile_pressure: 2000,
    float_type: 'core',
    level_count: levels,
    parameters: [
      parameter('PRES', 'decibar', pressure),
      parameter('TEMP', 'degree_Celsius', temperature),
      parameter('PSAL', 'psu', salinity),
    ],
    provenance: null,
    content_sha256: '0'.repeat(64),
  }
}

function parameter(name: string, units: string, raw: Float32Array): ParameterValues {
  return {
    name,
    data_mode: 'R',
    units,
    raw,
    raw_qc: '1'.repeat(raw.length),
    adjusted: new Float32Array(0),
    adjusted_qc: '',
    adjusted_error: new Float32Array(0),
    raw_double: new Float64Array(0),
    adjusted_double: new Float64Array(0),
    adjusted_error_double: new Float64Array(0),
    profile_qc: 'A',
  }
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** Numbers from 0 to 1 that are the same for the same seed (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
