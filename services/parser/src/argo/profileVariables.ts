/**
 * The variables that a profile file has once a profile, by the fields that they fill.
 *
 * @module
 */

/** Texts with the width that the format gives them (user manual, section 2.2): what is longer is cut. */
export const profileTexts = {
  PLATFORM_NUMBER: 20,
  PROJECT_NAME: 64,
  PI_NAME: 64,
  DIRECTION: 1,
  DATA_CENTRE: 2,
  DATA_STATE_INDICATOR: 4,
  DATA_MODE: 1,
  PLATFORM_TYPE: 32,
  WMO_INST_TYPE: 4,
  JULD_QC: 1,
  POSITION_QC: 1,
  POSITIONING_SYSTEM: 8,
  VERTICAL_SAMPLING_SCHEME: 256,
} as const

/** What a file says once, and once a profile where files were put one behind another. */
export const fileTexts = ['DATA_TYPE', 'FORMAT_VERSION', 'DATE_UPDATE'] as const
export type FileText = (typeof fileTexts)[number]

export const profileNumbers = [
  'CYCLE_NUMBER',
  'JULD',
  'JULD_LOCATION',
  'LATITUDE',
  'LONGITUDE',
  'CONFIG_MISSION_NUMBER',
] as const

export type ProfileText = keyof typeof profileTexts
export type ProfileNumber = (typeof profileNumbers)[number]
