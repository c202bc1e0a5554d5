/**
 * The quality tests: which bit of `failed_tests` and `outlier_tests` stands for which.
 *
 * Bit n is Argo's real-time test n for n up to 26; the biogeochemical tests, numbered from 56, take the
 * bits that follow, so that one 32-bit integer holds them all. The table `quality_tests` of the database
 * says the same (migration 0004; a test compares the two).
 *
 * @module
 */

/** The bit of each test that is run. */
export const checkBit = {
  physicalBounds: 0,
  impossibleDate: 2,
  impossibleLocation: 3,
  globalRange: 6,
  regionalRange: 7,
  increasingPressure: 8,
  spike: 9,
  gradient: 11,
  digitRollover: 12,
  stuckValue: 13,
  densityInversion: 14,
  greyList: 15,
  deepestPressure: 19,
  medd: 25,
  bbp700: 27,
  chlorophyllSpike: 28,
} as const

/** What a bit stands for. */
export interface QualityCheck {
  readonly bit: number
  /** Number of the real-time test in the Argo manuals; null for the house's own physical bounds. */
  readonly test: number | null
  /** The manual's name of the test. */
  readonly name: string
  /** What it judges: Argo parameter names, or the profile's date or position. */
  readonly judges: string
  /** Which rule was taken, and from where. */
  readonly source: string
  /** False for a test whose bit is kept for it: it needs more than one profile, or bathymetry. */
  readonly isRun: boolean
}

const ctdManual = 'Argo QC manual for CTD and trajectory data (10.13155/33951)'
const coriolis = 'add_rtqc_to_profile_file.m 6.5 (Coriolis)'
const doxyManual = 'Argo QC manual for dissolved oxygen (10.13155/46542)'

/** Every bit that is used or kept, in the order of the bits. */
export const qualityChecks: readonly QualityCheck[] = [
  {
    bit: 0,
    test: null,
    name: 'Physical bounds',
    judges: 'PRES, TEMP, PSAL, DOXY, CHLA, NITRATE, PH_IN_SITU_TOTAL',
    source: 'Bounds of the Python service that this one replaces, inclusive',
    isRun: true,
  },
  {
    bit: 2,
    test: 2,
    name: 'Impossible date',
    judges: 'JULD, JULD_LOCATION',
    source: `${ctdManual}, test 2; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 3,
    test: 3,
    name: 'Impossible location',
    judges: 'LATITUDE, LONGITUDE',
    source: `${ctdManual}, test 3; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 4,
    test: 4,
    name: 'Position on land',
    judges: 'LATITUDE, LONGITUDE',
    source: `${ctdManual}, test 4: needs bathymetry`,
    isRun: false,
  },
  {
    bit: 5,
    test: 5,
    name: 'Impossible speed',
    judges: 'LATITUDE, LONGITUDE, JULD',
    source: `${ctdManual}, test 5: needs the trajectory`,
    isRun: false,
  },
  {
    bit: 6,
    test: 6,
    name: 'Global range',
    judges:
      'PRES, TEMP, PSAL, TEMP_DOXY, DOXY, CHLA, CHLA_FLUORESCENCE, PH_IN_SITU_TOTAL, NITRATE, DOWN_IRRADIANCE380/412/443/490/665, DOWNWELLING_PAR',
    source: `${ctdManual}, test 6; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 7,
    test: 7,
    name: 'Regional range',
    judges: 'TEMP, TEMP_DOXY, PSAL',
    source: `${ctdManual}, test 7; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 8,
    test: 8,
    name: 'Pressure increasing',
    judges: 'PRES, and with it every parameter of the level',
    source: `${ctdManual}, test 8 as revised in January 2024; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 9,
    test: 9,
    name: 'Spike',
    judges: 'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE',
    source: `${ctdManual}, test 9; ${coriolis}`,
    isRun: true,
  },
  { bit: 11, test: 11, name: 'Gradient', judges: 'DOXY', source: `${doxyManual}, test 11; ${coriolis}`, isRun: true },
  {
    bit: 12,
    test: 12,
    name: 'Digit rollover',
    judges: 'TEMP, TEMP_DOXY, PSAL',
    source: `${ctdManual}, test 12; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 13,
    test: 13,
    name: 'Stuck value',
    judges: 'every parameter',
    source: `${ctdManual}, test 13; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 14,
    test: 14,
    name: 'Density inversion',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 14; ${coriolis}; density by EOS-80`,
    isRun: true,
  },
  {
    bit: 15,
    test: 15,
    name: 'Grey list',
    judges: 'every parameter',
    source: `${ctdManual}, test 15; ${coriolis}; ar_greylist.txt`,
    isRun: true,
  },
  {
    bit: 16,
    test: 16,
    name: 'Gross salinity or temperature sensor drift',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 16: needs the cycle before`,
    isRun: false,
  },
  {
    bit: 18,
    test: 18,
    name: 'Frozen profile',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 18: needs the cycle before`,
    isRun: false,
  },
  {
    bit: 19,
    test: 19,
    name: 'Deepest pressure',
    judges: 'every parameter',
    source: `${ctdManual}, test 19 as revised in April 2022; ${coriolis}`,
    isRun: true,
  },
  {
    bit: 25,
    test: 25,
    name: 'MEDD (median with a distance)',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 25; MEDD specification 1.2; density by EOS-80`,
    isRun: true,
  },
  {
    bit: 27,
    test: 62,
    name: 'BBP',
    judges: 'BBP700',
    source: 'Dall’Olmo et al. 2022 (10.12688/openreseurope.15047.2); add_bbp_rtqc_to_profile_file.m (Coriolis)',
    isRun: true,
  },
  {
    bit: 28,
    test: 63,
    name: 'Chlorophyll negative spike',
    judges: 'CHLA',
    source: 'Argo QC manual for chlorophyll-A (10.13155/35385), negative spike; ArgoCanada/medsrtqc chla.py',
    isRun: true,
  },
]
