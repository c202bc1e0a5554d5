import type { ProfileHead } from '@floatchat/db/reading/readProfileHeads'
import type { SomeHead } from '@floatchat/db/reading/readTabledap'
import { parameterAttributes } from '../reading/netcdf/parameterAttributes.ts'

export type Attributes = Readonly<Record<string, string | number>>
export type VariableType = 'String' | 'int' | 'float' | 'double'

interface Described {
  readonly name: string
  readonly type: VariableType
  readonly attributes: Attributes
}
/** The same in all rows of a profile. */
export interface HeadVariable extends Described {
  readonly kind: 'head'
  /** Columns of `profiles` that it is made of. */
  readonly columns: readonly (keyof ProfileHead)[]
  /** NaN where a number is missing, nothing where a text is. */
  readonly value: (head: SomeHead) => string | number
}
/** One of the arrays of a parameter. */
export interface LevelVariable extends Described {
  readonly kind: 'level'
  readonly parameter: string
  /** The array of `ProfileArrays` that it is. */
  readonly array: string
}
export type Variable = HeadVariable | LevelVariable

export interface Dataset {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly sourceKind: 'core' | 'synthetic'
  readonly variables: ReadonlyMap<string, Variable>
}

/** From 1950-01-01, from which JULD counts, to 1970-01-01. */
const daysTo1970 = 7305
export const missingNumber = 99_999

function text(name: string, longName: string, column: keyof ProfileHead, more: Attributes = {}): HeadVariable {
  const value = (head: SomeHead) => String(head[column] ?? '')
  return { kind: 'head', name, type: 'String', attributes: { long_name: longName, ...more }, columns: [column], value }
}
function number(name: string, type: 'int' | 'double', column: keyof ProfileHead, more: Attributes): HeadVariable {
  const attributes = { ...more, _FillValue: missingNumber }
  const value = (head: SomeHead) => Number(head[column] ?? Number.NaN)
  return { kind: 'head', name, type, attributes, columns: [column], value }
}

/** Seconds since 1970, to the millisecond: JULD is in days, whose binary fractions are no seconds. */
function secondsOf(juld: number | null | undefined): number {
  return juld === null || juld === undefined ? Number.NaN : Math.round((juld - daysTo1970) * 86_400_000) / 1000
}
/** YYYYMMDDHHMISS. */
function secondsOfDate(date: string | null | undefined): number {
  const [, ...parts] = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(date ?? '') ?? []
  const [year = Number.NaN, month = 1, ...rest] = parts.map(Number)
  return Date.UTC(year, month - 1, ...rest) / 1000
}
const timeAttributes: Attributes = {
  ...{ units: 'seconds since 1970-01-01T00:00:00Z', calendar: 'gregorian', ioos_category: 'Time' },
  ...{ time_origin: '01-JAN-1970 00:00:00', standard_name: 'time' },
}
const flagAttributes: Attributes = { conventions: 'Argo reference table 2', ioos_category: 'Quality' }

const headVariables: readonly HeadVariable[] = [
  text('platform_number', 'Float unique identifier', 'platform_number', {
    ...{ conventions: 'WMO float identifier : A9IIIII', cf_role: 'trajectory_id', ioos_category: 'Identifier' },
  }),
  text('project_name', 'Name of the project', 'project_name'),
  text('pi_name', 'Name of the principal investigator', 'pi_name'),
  number('cycle_number', 'int', 'cycle_number', {
    ...{ long_name: 'Float cycle number', cf_role: 'profile_id', ioos_category: 'Identifier' },
    conventions: '0..N, 0 : launch cycle (if exists), 1 : first complete cycle',
  }),
  text('direction', 'Direction of the station profiles', 'direction', {
    conventions: 'A: ascending profiles, D: descending profiles',
  }),
  text('data_center', 'Data centre in charge of float data processing', 'data_centre', {
    conventions: 'Argo reference table 4',
  }),
  text('data_state_indicator', 'Degree of processing the data have passed through', 'data_state_indicator', {
    conventions: 'Argo reference table 6',
  }),
  text('data_mode', 'Delayed mode or real time data', 'data_mode', {
    conventions: 'R : real time; D : delayed mode; A : real time with adjustment',
  }),
  text('platform_type', 'Type of float', 'platform_type', { conventions: 'Argo reference table 23' }),
  text('wmo_inst_type', 'Coded instrument type', 'wmo_inst_type', { conventions: 'Argo reference table 8' }),
  {
    ...{ kind: 'head', name: 'date_update', type: 'double', columns: ['date_update'] },
    attributes: { long_name: 'Date of update of this file', ...timeAttributes },
    value: (head) => secondsOfDate(head.date_update),
  },
  {
    ...{ kind: 'head', name: 'time', type: 'double', columns: ['juld_raw'] },
    attributes: { long_name: 'Julian day (UTC) of the station', axis: 'T', ...timeAttributes },
    value: (head) => secondsOf(head.juld_raw),
  },
  text('time_qc', 'Quality on date and time', 'juld_qc', flagAttributes),
  {
    ...{ kind: 'head', name: 'time_location', type: 'double', columns: ['juld_location'] },
    attributes: { long_name: 'Julian day (UTC) of the location', ...timeAttributes },
    value: (head) => secondsOf(head.juld_location),
  },
  number('latitude', 'double', 'latitude', {
    ...{ long_name: 'Latitude of the station, best estimate', standard_name: 'latitude', axis: 'Y' },
    ...{ units: 'degrees_north', ioos_category: 'Location' },
  }),
  number('longitude', 'double', 'longitude', {
    ...{ long_name: 'Longitude of the station, best estimate', standard_name: 'longitude', axis: 'X' },
    ...{ units: 'degrees_east', ioos_category: 'Location' },
  }),
  text('position_qc', 'Quality on position (latitude and longitude)', 'position_qc', flagAttributes),
  text('positioning_system', 'Positioning system', 'positioning_system'),
  text('vertical_sampling_scheme', 'Vertical sampling scheme', 'vertical_sampling_scheme', {
    conventions: 'Argo reference table 16',
  }),
  number('config_mission_number', 'int', 'config_mission_number', {
    long_name: 'Unique number denoting the missions performed by the float',
    conventions: '1..N, 1 : first complete mission',
  }),
]

function parameterVariables(parameter: string): readonly Variable[] {
  const name = parameter.toLowerCase()
  const described = Object.fromEntries(
    Object.entries(parameterAttributes(parameter, null)).map(([key, { values }]) => [key, String(values)]),
  )
  const measured: Attributes = { ...described, _FillValue: missingNumber }
  const errors: Attributes = {
    ...{ long_name: 'Contains the error on the adjusted values as determined by the delayed mode QC process' },
    ...{ units: described.units ?? '1', _FillValue: missingNumber },
  }
  const one = (suffix: string, type: VariableType, attributes: Attributes): LevelVariable => ({
    ...{ kind: 'level', name: `${name}${suffix.toLowerCase()}`, type, attributes, parameter },
    array: `${parameter}${suffix}`,
  })
  const flags: Attributes = { long_name: 'quality flag', ...flagAttributes }
  return [
    {
      ...{ kind: 'head', name: `profile_${name}_qc`, type: 'String', columns: ['profile_qc'] },
      attributes: {
        ...{ long_name: `Global quality flag of ${parameter} profile`, conventions: 'Argo reference table 2a' },
      },
      value: (head) => head.profile_qc?.[parameter] ?? '',
    },
    one('', 'float', measured),
    one('_QC', 'String', flags),
    one('_ADJUSTED', 'float', measured),
    one('_ADJUSTED_QC', 'String', flags),
    one('_ADJUSTED_ERROR', 'float', errors),
  ]
}

const core = ['PRES', 'TEMP', 'PSAL']
/** Of a synthetic file: the parameters of reference table 3 that are not intermediate ones. */
const bgc = [
  ...['DOXY', 'DOXY2', 'DOXY3', 'CHLA', 'CHLA_FLUORESCENCE', 'NITRATE', 'BISULFIDE', 'PH_IN_SITU_TOTAL', 'CDOM'],
  ...['TURBIDITY', 'CP660', 'CNDC', 'BBP470', 'BBP532', 'BBP700', 'BBP700_2', 'DOWNWELLING_PAR'],
  ...['DOWN_IRRADIANCE380', 'DOWN_IRRADIANCE412', 'DOWN_IRRADIANCE443', 'DOWN_IRRADIANCE490', 'DOWN_IRRADIANCE555'],
  ...['DOWN_IRRADIANCE665', 'DOWN_IRRADIANCE670', 'UP_RADIANCE412', 'UP_RADIANCE443', 'UP_RADIANCE490'],
  ...['UP_RADIANCE555'],
]

function variablesOf(parameters: readonly string[]): ReadonlyMap<string, Variable> {
  const all = [...headVariables, ...parameters.flatMap(parameterVariables)]
  return new Map(all.map((variable) => [variable.name, variable]))
}

/** What is served, by the names that clients of Argo's own server ask for. */
export const datasets: readonly Dataset[] = [
  {
    ...{ id: 'ArgoFloats', title: 'Argo Float Measurements', sourceKind: 'core', variables: variablesOf(core) },
    summary:
      'Pressure, temperature and salinity of every core profile that is held, all of its sub-profiles, as delivered: raw and adjusted values, flags and errors.',
  },
  {
    ...{ id: 'ArgoFloats-synthetic-BGC', title: 'Argo Synthetic BGC profiles', sourceKind: 'synthetic' },
    variables: variablesOf([...core, ...bgc]),
    summary:
      'Biogeochemical parameters beside pressure, temperature and salinity of every synthetic profile that is held, as delivered.',
  },
]

/** What ERDDAP says of a dataset as a whole. */
export function globalAttributes({ title, summary, variables }: Dataset): Attributes {
  return {
    ...{ cdm_data_type: 'TrajectoryProfile', Conventions: 'Argo-3.1, COARDS, CF-1.6, ACDD-1.3', title, summary },
    ...{ cdm_profile_variables: 'cycle_number,direction,time,latitude,longitude' },
    ...{ cdm_trajectory_variables: 'platform_number', featureType: 'TrajectoryProfile', institution: 'Argo' },
    ...{
      infoUrl: 'https://argo.ucsd.edu',
      sourceUrl: '(local files)',
      standard_name_vocabulary: 'CF Standard Name Table v55',
    },
    license:
      'These data were collected and made freely available by the International Argo Program: doi 10.17882/42182.',
    subsetVariables: [...variables.values()]
      .filter(({ kind }) => kind === 'head')
      .map(({ name }) => name)
      .join(', '),
  }
}
