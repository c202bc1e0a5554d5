import type { ParameterValues, Profile } from '@floatchat/contracts/generated/records'

/** A core profile in the North Atlantic, in real time, with nothing wrong, to be changed by each test. */
export function sampleProfile(changes: Partial<Profile> = {}): Profile {
  const parameters = changes.parameters ?? []
  return {
    platform_number: '6903247',
    cycle_number: 12,
    direction: 'A',
    source_kind: 'core',
    profile_index: 0,
    data_mode: 'R',
    juld: 25_000.5,
    timestamp: Date.UTC(2018, 5, 13, 12),
    juld_qc: '1',
    juld_location: null,
    latitude: 45,
    longitude: -30,
    position_qc: '1',
    positioning_system: 'GPS',
    vertical_sampling_scheme: 'Primary sampling: averaged []',
    date_update: null,
    format_version: '3.1',
    data_centre: 'IF',
    data_state_indicator: '2B',
    project_name: '',
    pi_name: '',
    platform_type: 'ARVOR',
    wmo_inst_type: '844',
    config_mission_number: 1,
    profile_pressure: null,
    float_type: 'core',
    level_count: parameters.reduce((most, { raw, adjusted }) => Math.max(most, raw.length, adjusted.length), 0),
    provenance: null,
    content_sha256: '0'.repeat(64),
    ...changes,
    parameters,
  }
}

/** A parameter in mode R with these raw values, NaN for missing. */
export function sampleParameter(
  name: string,
  raw: ArrayLike<number>,
  changes: Partial<ParameterValues> = {},
): ParameterValues {
  return {
    name,
    data_mode: 'R',
    units: '',
    raw: Float32Array.from(raw),
    raw_qc: '',
    adjusted: new Float32Array(0),
    adjusted_qc: '',
    adjusted_error: new Float32Array(0),
    raw_double: new Float64Array(0),
    adjusted_double: new Float64Array(0),
    adjusted_error_double: new Float64Array(0),
    profile_qc: '',
    ...changes,
  }
}

/** Pressure, temperature and salinity of a quiet ocean: warm and fresh above, cold and salt below. */
export function quietCtd(levels: number, spacing = 10): ParameterValues[] {
  const pressure = Array.from({ length: levels }, (_, i) => 5 + i * spacing)
  return [
    sampleParameter('PRES', pressure),
    sampleParameter(
      'TEMP',
      pressure.map((p) => 3 + 15 * Math.exp(-p / 400)),
    ),
    sampleParameter(
      'PSAL',
      pressure.map((p) => 35 - 0.5 * Math.exp(-p / 400)),
    ),
  ]
}
