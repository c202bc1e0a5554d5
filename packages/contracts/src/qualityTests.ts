/**
 * The quality tests: which bit of `failed_tests` and `outlier_tests` stands for which, and what it means.
 *
 * Bit n is Argo's real-time test n for n up to 26; the biogeochemical tests, numbered from 56, take the
 * bits that follow, and test 59 that of test 10, which Argo has given up: one 32-bit integer holds them all, and none
 * needs its sign. `floatchat database migrate` brings the table
 * `quality_tests` of the database to this.
 *
 * @module
 */

/** What a bit stands for. */
export interface QualityTest {
  readonly bit: number
  /** Its name in the code; null for a test whose bit is kept for it: it needs more than one profile, or bathymetry. */
  readonly key: string | null
  /** Number of the real-time test in the Argo manuals; null for the physical bounds, which are of this system. */
  readonly test: number | null
  /** The manual's name of the test. */
  readonly name: string
  /** What it judges: Argo parameter names, or the profile's date or position. */
  readonly judges: string
  /** Which rule was taken, and from where. */
  readonly source: string
  /** What a failed value did, for who does not know the test. */
  readonly meaning: string
  /**
   * Whether it tells of a sensor as a whole rather than of a value: every raw oxygen is probably bad until it is
   * adjusted. Such a test makes no level an outlier.
   */
  readonly isOfSensor?: true
}

const ctdManual = 'Argo QC manual for CTD and trajectory data (10.13155/33951)'
const coriolis = 'add_rtqc_to_profile_file.m 6.5 (Coriolis)'
const coriolis7 = 'add_rtqc_to_profile_file.m 7.0 (Coriolis)'
const doxyManual = 'Argo QC manual for dissolved oxygen (10.13155/46542)'

/** Every bit that is used or kept, in the order of the bits. */
const table = [
  {
    bit: 0,
    key: 'physicalBounds',
    test: null,
    name: 'Physical bounds',
    judges: 'PRES, TEMP, PSAL, DOXY, CHLA, NITRATE, PH_IN_SITU_TOTAL',
    source: 'Bounds of the Python service that this one replaces, inclusive',
    meaning: 'outside of what the ocean can hold',
  },
  {
    bit: 2,
    key: 'impossibleDate',
    test: 2,
    name: 'Impossible date',
    judges: 'JULD, JULD_LOCATION',
    source: `${ctdManual}, test 2; ${coriolis}`,
    meaning: 'before the first floats, or in the future',
  },
  {
    bit: 3,
    key: 'impossibleLocation',
    test: 3,
    name: 'Impossible location',
    judges: 'LATITUDE, LONGITUDE',
    source: `${ctdManual}, test 3; ${coriolis}`,
    meaning: 'not a place on Earth',
  },
  {
    bit: 4,
    key: 'positionOnLand',
    test: 4,
    name: 'Position on land',
    judges: 'LATITUDE, LONGITUDE',
    source: `${ctdManual}, test 4; land of Natural Earth at 1:50 million, 22 km within its coasts, in place of bathymetry`,
    meaning: 'a place on land',
  },
  {
    bit: 5,
    key: 'impossibleSpeed',
    test: 5,
    name: 'Impossible speed',
    judges: 'LATITUDE, LONGITUDE, JULD',
    source: `${ctdManual}, test 5: 3 m/s; the longest run of positions that hold together`,
    meaning: 'too far from the other cycles',
  },
  {
    bit: 6,
    key: 'globalRange',
    test: 6,
    name: 'Global range',
    judges:
      'PRES, TEMP, PSAL, TEMP_DOXY, DOXY, CHLA, CHLA_FLUORESCENCE, PH_IN_SITU_TOTAL, NITRATE, DOWN_IRRADIANCE380/412/443/490/665, DOWNWELLING_PAR',
    source: `${ctdManual}, test 6; ${coriolis}`,
    meaning: 'outside of what is found anywhere in the ocean',
  },
  {
    bit: 7,
    key: 'regionalRange',
    test: 7,
    name: 'Regional range',
    judges: 'TEMP, TEMP_DOXY, PSAL',
    source: `${ctdManual}, test 7; ${coriolis}`,
    meaning: 'outside of what is found in this sea',
  },
  {
    bit: 8,
    key: 'increasingPressure',
    test: 8,
    name: 'Pressure increasing',
    judges: 'PRES, and with it every parameter of the level',
    source: `${ctdManual}, test 8 as revised in January 2024; ${coriolis}`,
    meaning: 'pressure goes back, or stands still',
  },
  {
    bit: 9,
    key: 'spike',
    test: 9,
    name: 'Spike',
    judges: 'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE',
    source: `${ctdManual}, test 9; ${coriolis}`,
    meaning: 'far from the values above and below it',
  },
  {
    bit: 10,
    key: 'nitrate',
    test: 59,
    name: 'Nitrate',
    judges: 'NITRATE',
    source: `Argo QC manual for nitrate (10.13155/84370); ${coriolis7}`,
    meaning: 'not adjusted yet, or of a spectrum or water that says nothing',
    isOfSensor: true,
  },
  {
    bit: 11,
    key: 'gradient',
    test: 11,
    name: 'Gradient',
    judges: 'DOXY',
    source: `${doxyManual}, test 11; ${coriolis}`,
    meaning: 'too steep a change from level to level',
  },
  {
    bit: 12,
    key: 'digitRollover',
    test: 12,
    name: 'Digit rollover',
    judges: 'TEMP, TEMP_DOXY, PSAL',
    source: `${ctdManual}, test 12; ${coriolis}`,
    meaning: 'a jump as of a counter that ran over',
  },
  {
    bit: 13,
    key: 'stuckValue',
    test: 13,
    name: 'Stuck value',
    judges: 'every parameter',
    source: `${ctdManual}, test 13; ${coriolis}`,
    meaning: 'the same at every level',
  },
  {
    bit: 14,
    key: 'densityInversion',
    test: 14,
    name: 'Density inversion',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 14; ${coriolis}; density by EOS-80`,
    meaning: 'denser water above lighter water',
  },
  {
    bit: 15,
    key: 'greyList',
    test: 15,
    name: 'Grey list',
    judges: 'every parameter',
    source: `${ctdManual}, test 15; ${coriolis}; ar_greylist.txt`,
    meaning: 'its sensor is on Argo’s list of doubtful sensors',
  },
  {
    bit: 16,
    key: 'grossSensorDrift',
    test: 16,
    name: 'Gross salinity or temperature sensor drift',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 16; ${coriolis}`,
    meaning: 'far from the cycle before, at depth',
  },
  {
    bit: 18,
    key: 'frozenProfile',
    test: 18,
    name: 'Frozen profile',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 18; ${coriolis}`,
    meaning: 'the same as the cycle before',
  },
  {
    bit: 19,
    key: 'deepestPressure',
    test: 19,
    name: 'Deepest pressure',
    judges: 'every parameter',
    source: `${ctdManual}, test 19 as revised in April 2022; ${coriolis}`,
    meaning: 'deeper than the float was told to go',
  },
  {
    bit: 21,
    key: 'unpumpedSalinity',
    test: 21,
    name: 'Near-surface unpumped CTD salinity',
    judges: 'PSAL',
    source: `${ctdManual}, test 21; ${coriolis7}`,
    meaning: 'measured near the surface with the pump off',
    isOfSensor: true,
  },
  {
    bit: 22,
    key: 'mixedAirWater',
    test: 22,
    name: 'Near-surface mixed air and water',
    judges: 'TEMP, TEMP_DOXY; of floats by Teledyne and Sea-Bird PRES and PSAL, too',
    source: `${ctdManual}, test 22; ${coriolis7}`,
    meaning: 'so near the surface that the sensor may have been in the air',
  },
  {
    bit: 23,
    key: 'deepFloat',
    test: 23,
    name: 'Deep float',
    judges: 'PSAL',
    source: `${ctdManual}, flag scheme for deep floats; ${coriolis7}; CTD by _meta.nc`,
    meaning: 'salinity below 2,000 dbar without a correction for pressure',
    isOfSensor: true,
  },
  {
    bit: 25,
    key: 'medd',
    test: 25,
    name: 'MEDD (median with a distance)',
    judges: 'TEMP, PSAL',
    source: `${ctdManual}, test 25; MEDD specification 1.2; density by EOS-80`,
    meaning: 'far from the run of the profile around it',
  },
  {
    bit: 26,
    key: 'conductivityTemperature',
    test: 26,
    name: 'Temperature of conductivity',
    judges: 'TEMP_CNDC, PSAL',
    source: `${ctdManual}, test 26; ${coriolis7}`,
    meaning: 'the conductivity cell has another temperature than the water',
  },
  {
    bit: 27,
    key: 'bbp700',
    test: 62,
    name: 'BBP',
    judges: 'BBP700',
    source: 'Dall’Olmo et al. 2022 (10.12688/openreseurope.15047.2); add_bbp_rtqc_to_profile_file.m (Coriolis)',
    meaning: 'backscatter that is negative, noisy or out of range',
  },
  {
    bit: 28,
    key: 'chlorophyllSpike',
    test: 63,
    name: 'Chlorophyll negative spike',
    judges: 'CHLA',
    source: 'Argo QC manual for chlorophyll-A (10.13155/35385), negative spike; ArgoCanada/medsrtqc chla.py',
    meaning: 'a dip below the values around it',
  },
  {
    bit: 29,
    key: 'ph',
    test: 56,
    name: 'pH',
    judges: 'PH_IN_SITU_TOTAL',
    source: `Argo QC manual for pH (10.13155/97828); ${coriolis7}`,
    meaning: 'not adjusted yet, or of a sensor or water that says nothing',
    isOfSensor: true,
  },
  {
    bit: 30,
    key: 'oxygen',
    test: 57,
    name: 'Oxygen',
    judges: 'DOXY',
    source: `${doxyManual}, test 57; ${coriolis7}`,
    meaning: 'not adjusted yet, or worked out with a bad pressure, temperature or salinity',
    isOfSensor: true,
  },
] as const satisfies readonly QualityTest[]

export const qualityTests: readonly QualityTest[] = table

type Key = Exclude<(typeof table)[number]['key'], null>

/** The bit of each test that is run. */
export const testBit = Object.fromEntries(
  table.flatMap(({ key, bit }) => (key === null ? [] : [[key, bit]])),
) as Readonly<Record<Key, number>> // Each key of the table once, as a test sees.

/** The tests that tell of a sensor as a whole, as bits: the cleaner leaves them out of what makes a level an outlier. */
export const sensorTests = qualityTests.reduce(
  (bits, { bit, isOfSensor }) => (isOfSensor ? bits | (1 << bit) : bits),
  0,
)
