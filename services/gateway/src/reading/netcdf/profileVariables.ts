import type { ProfileHead, TextColumnName } from '@floatchat/db/reading/readProfileHeads'
import type { ClassicAttribute } from '@floatchat/netcdf/ClassicFile'
import { fillTests, fillTime, fillValue, textAttribute } from './parameterAttributes.ts'

type Attributes = Readonly<Record<string, ClassicAttribute>>

/** A variable along N_PROF, and what a profile has in it. */
export interface ProfileVariable {
  readonly name: string
  /** Texts are as wide as the widest of their column, or as this number. */
  readonly type: 'int' | 'double' | { readonly widthOf: TextColumnName | number }
  readonly attributes: Attributes
  readonly value: (head: ProfileHead & { readonly cycle?: CycleCells }) => string | number | null
}
/** What schema argo says of a cycle besides, by column. */
type CycleCells = Readonly<Record<string, string | null>>

const about = (longName: string, more: Attributes = {}): Attributes => ({ long_name: textAttribute(longName), ...more })
const conventions = (text: string): Attributes => ({ conventions: textAttribute(text) })
const flagTable = conventions('Argo reference table 2')
const dateTime = conventions('YYYYMMDDHHMISS')
const days: Attributes = {
  units: textAttribute('days since 1950-01-01 00:00:00 UTC'),
  conventions: textAttribute('Relative julian days with decimal part (as parts of day)'),
}

function text(name: string, widthOf: TextColumnName | number, attributes: Attributes, value: ProfileVariable['value']) {
  return { name, type: { widthOf }, attributes: { ...attributes, _FillValue: textAttribute(' ') }, value }
}
function int(name: string, attributes: Attributes, value: ProfileVariable['value']) {
  return { name, type: 'int' as const, attributes: { ...attributes, _FillValue: number('int', fillValue) }, value }
}
function double(name: string, fill: number, attributes: Attributes, value: ProfileVariable['value']) {
  return { name, type: 'double' as const, attributes: { ...attributes, _FillValue: number('double', fill) }, value }
}
const number = (type: 'int' | 'double', value: number): ClassicAttribute => ({ type, values: [value] })

/** What stands for a missing value of a numeric variable. */
export function fillOf(name: string): number {
  if (name.endsWith('_TESTS')) return fillTests
  return name.startsWith('JULD') ? fillTime : fillValue
}

/** The variables along N_PROF of every answer, as an Argo profile file has them, and then what is ours. */
export const profileVariables: readonly ProfileVariable[] = [
  text(
    'PLATFORM_NUMBER',
    'platform_number',
    about('Float unique identifier', conventions('WMO float identifier : A9IIIII')),
    (head) => head.platform_number,
  ),
  text('PROJECT_NAME', 'project_name', about('Name of the project'), (head) => head.project_name),
  text('PI_NAME', 'pi_name', about('Name of the principal investigator'), (head) => head.pi_name),
  int(
    'CYCLE_NUMBER',
    about('Float cycle number', conventions('0...N, 0 : launch cycle (if exists), 1 : first complete cycle')),
    (head) => head.cycle_number,
  ),
  text(
    'DIRECTION',
    1,
    about('Direction of the station profiles', conventions('A: ascending profiles, D: descending profiles')),
    (head) => head.direction,
  ),
  text(
    'DATA_CENTRE',
    'data_centre',
    about('Data centre in charge of float data processing', conventions('Argo reference table 4')),
    (head) => head.data_centre,
  ),
  text(
    'DATA_STATE_INDICATOR',
    'data_state_indicator',
    about('Degree of processing the data have passed through', conventions('Argo reference table 6')),
    (head) => head.data_state_indicator,
  ),
  text(
    'DATA_MODE',
    1,
    about(
      'Delayed mode or real time data',
      conventions('R : real time; D : delayed mode; A : real time with adjustment'),
    ),
    (head) => head.data_mode,
  ),
  text(
    'PLATFORM_TYPE',
    'platform_type',
    about('Type of float', conventions('Argo reference table 23')),
    (head) => head.platform_type,
  ),
  text(
    'WMO_INST_TYPE',
    'wmo_inst_type',
    about('Coded instrument type', conventions('Argo reference table 8')),
    (head) => head.wmo_inst_type,
  ),
  text(
    'DATE_UPDATE_OF_FILE',
    14,
    about('When the data centre last changed the file of the profile (its DATE_UPDATE)', dateTime),
    (head) => head.date_update,
  ),
  double(
    'JULD',
    fillTime,
    about('Julian day (UTC) of the station relative to REFERENCE_DATE_TIME', {
      standard_name: textAttribute('time'),
      axis: textAttribute('T'),
      ...days,
    }),
    (head) => head.juld_raw,
  ),
  text('JULD_QC', 1, about('Quality on date and time', flagTable), (head) => flag(head.juld_qc)),
  double(
    'JULD_LOCATION',
    fillTime,
    about('Julian day (UTC) of the location relative to REFERENCE_DATE_TIME', days),
    (head) => head.juld_location,
  ),
  double(
    'LATITUDE',
    fillValue,
    about('Latitude of the station, best estimate', {
      standard_name: textAttribute('latitude'),
      units: textAttribute('degree_north'),
      axis: textAttribute('Y'),
    }),
    (head) => head.latitude,
  ),
  double(
    'LONGITUDE',
    fillValue,
    about('Longitude of the station, best estimate', {
      standard_name: textAttribute('longitude'),
      units: textAttribute('degree_east'),
      axis: textAttribute('X'),
    }),
    (head) => head.longitude,
  ),
  text('POSITION_QC', 1, about('Quality on position (latitude and longitude)', flagTable), (head) =>
    flag(head.position_qc),
  ),
  text('POSITIONING_SYSTEM', 'positioning_system', about('Positioning system'), (head) => head.positioning_system),
  text(
    'VERTICAL_SAMPLING_SCHEME',
    'vertical_sampling_scheme',
    about('Vertical sampling scheme', conventions('Argo reference table 16')),
    (head) => head.vertical_sampling_scheme,
  ),
  int(
    'CONFIG_MISSION_NUMBER',
    about(
      'Unique number denoting the missions performed by the float',
      conventions('1...N, 1 : first complete mission'),
    ),
    (head) => head.config_mission_number,
  ),
  text(
    'SOURCE_KIND',
    'source_kind',
    about('Family of the file that the profile is from', conventions('core, bgc or synthetic')),
    (head) => head.source_kind,
  ),
  int(
    'PROFILE_INDEX',
    about('Number of the sub-profile of its cycle in its file; 0 is the primary sampling'),
    (head) => head.profile_index,
  ),
  int('PROFILE_ID', about('Names this version of the profile'), (head) => head.profile_id),
]

const flag = (value: number | null) => (value === null ? null : String(value))

const cell =
  (column: string): ProfileVariable['value'] =>
  (head) =>
    head.cycle?.[column] ?? null
// A B-file has a handful of sub-profiles: as many ids as fit beside each other.
const idsWidth = 256

/** What a cycle has besides, as argo.cycles says it. */
export const cycleVariables: readonly ProfileVariable[] = [
  int('LEVEL_COUNT', about('Levels of the profile'), cell('level_count')),
  int('PROFILE_COUNT', about('Profiles of the cycle in all files'), cell('profile_count')),
  int('CORE_PROFILE_ID', about('The core profile that the cycle is made of'), cell('core_profile_id')),
  int('SYNTHETIC_PROFILE_ID', about('The synthetic profile that the cycle is made of'), cell('synthetic_profile_id')),
  text(
    'BGC_PROFILE_IDS',
    idsWidth,
    about('The profiles of the B-file that the cycle is made of, a JSON array'),
    cell('bgc_profile_ids'),
  ),
  int('DATASET_ID', about('The file that PROFILE_ID is from'), (head) => head.dataset_id),
]
