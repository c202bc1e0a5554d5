/**
 * Every threshold of the quality tests, in one place, each with its source.
 *
 * "Coriolis" is decArgo_soft/soft/sub/add_rtqc_to_profile_file.m, version 6.5, of
 * euroargodev/Coriolis-data-processing-chain-for-Argo-floats; "CTD manual" is 10.13155/33951.
 *
 * Argo delivers single-precision values: the bounds of ranges are rounded to single precision, so that a
 * value written as -0.2 is not below the bound -0.2.
 *
 * @module
 */

/** A range that includes its ends. */
export interface Range {
  readonly min: number
  readonly max: number
}

const range = (min: number, max: number): Range => ({ min: Math.fround(min), max: Math.fround(max) })

/** Bit 0. Source: the bounds of the Python service's cleaner, inclusive. Units of Argo. */
export const physicalBounds: Readonly<Record<string, Range>> = {
  TEMP: range(-2.5, 40),
  PSAL: range(0, 42),
  PRES: range(0, 12_000),
  DOXY: range(0, 600),
  CHLA: range(0, 100),
  NITRATE: range(0, 50),
  PH_IN_SITU_TOTAL: range(7, 8.5),
}

/** Test 2. No Argo profile is older: CTD manual, test 2; Coriolis `janFirst1997InJulD`. Days since 1950-01-01. */
export const firstJuld = 17_167

/** Test 3. CTD manual, test 3. Degrees. */
export const latitudeRange = range(-90, 90)
export const longitudeRange = range(-180, 180)

/** Test 6. Coriolis `test6ParameterList2`; units of Argo. */
export const globalRanges: Readonly<Record<string, Range>> = {
  TEMP: range(-2.5, 40),
  TEMP_DOXY: range(-2.5, 40),
  PSAL: range(2, 41),
  DOXY: range(-5, 600),
  CHLA: range(-0.2, 100),
  CHLA_FLUORESCENCE: range(-0.2, 100),
  PH_IN_SITU_TOTAL: range(7.3, 8.5),
  NITRATE: range(-2, 50),
  DOWN_IRRADIANCE380: range(-1, 1.7),
  DOWN_IRRADIANCE412: range(-1, 2.9),
  DOWN_IRRADIANCE443: range(-1, 3.2),
  DOWN_IRRADIANCE490: range(-1, 3.4),
  DOWN_IRRADIANCE665: range(-1, 2.8),
  DOWNWELLING_PAR: range(-1, 4672),
}

/** Test 6, pressure: below the first is bad, from there to the second, which it includes, probably bad. CTD manual 3.3; Coriolis. Decibar. */
export const badPressure = Math.fround(-5)
export const probablyBadPressure = Math.fround(-2.4)

/** Test 7. Coriolis `test7ParameterList`; 21 °C in the Red Sea since version 3.2 of the CTD manual (21.7 before). */
export const redSeaRanges: Readonly<Record<string, Range>> = {
  TEMP: range(21, 40),
  TEMP_DOXY: range(21, 40),
  PSAL: range(2, 41),
}
export const mediterraneanRanges: Readonly<Record<string, Range>> = {
  TEMP: range(10, 40),
  TEMP_DOXY: range(10, 40),
  PSAL: range(2, 40),
}

/** A box in degrees, edges included: southern and northern latitude, western and eastern longitude. */
export type Box = readonly [south: number, north: number, west: number, east: number]

/** Tests 7 and 9. Coriolis `RED_SEA_REGION`, `MEDITERRANEAN_SEA_REGION`. */
export const redSea: readonly Box[] = [
  [25, 30, 30, 35],
  [15, 30, 35, 40],
  [15, 20, 40, 45],
  [12.55, 15, 40, 43],
  [13, 15, 43, 43.5],
]
export const mediterranean: readonly Box[] = [
  [30, 40, -5, 40],
  [40, 45, 0, 25],
  [45, 50, 10, 15],
  [40, 41, 25, 30],
  [35.2, 36.6, -5.4, -5],
]

/** Test 8. How far pressure may run backwards. Coriolis `PRES_REVERSAL`. Decibar. */
export const pressureReversal = 20

/** A limit above and from 500 dbar downwards. */
export interface DepthLimit {
  readonly shallow: number
  readonly deep: number
}

/** Tests 9 and 11. Where the deep limit begins. Decibar. */
export const deepFrom = 500

/** Test 9. Coriolis `test9ParameterList`. */
export const spikeLimits: Readonly<Record<string, DepthLimit>> = {
  TEMP: { shallow: 6, deep: 2 },
  TEMP_DOXY: { shallow: 6, deep: 2 },
  PSAL: { shallow: 0.9, deep: 0.3 },
  DOXY: { shallow: 50, deep: 25 },
}

/** Test 9, pH: share of the value that it may be away from the running median of five. Coriolis, version 3.7. */
export const phSpikeShare = 0.04

/** Test 9, nitrate: distance from the running median of five, micromole/kg. Coriolis. */
export const nitrateSpike = { anywhere: 5, redSeaOrMediterranean: 1 } as const

/** Test 11. Coriolis `test11ParameterList`: only oxygen is left. micromole/kg. */
export const gradientLimits: Readonly<Record<string, DepthLimit>> = {
  DOXY: { shallow: 50, deep: 25 },
}

/** Test 12. Coriolis `test12ParameterList`. */
export const rolloverJumps: Readonly<Record<string, number>> = { TEMP: 10, TEMP_DOXY: 10, PSAL: 5 }

/** Test 14. CTD manual, test 14; Coriolis. kg/m3. */
export const densityInversion = 0.03

/** Test 22, floats by NKE: down to here the sensor may be in the air, of single samples and of averages. CTD manual, test 22; Coriolis. Decibar. */
export const inTheAir = { discrete: 0.5, averaged: 1 } as const

/**
 * Test 22, floats by Teledyne and Sea-Bird: above this pressure a float that no longer rises by more than the step is at
 * the surface. Without the step for those that do not send by Argos. CTD manual, test 22; Coriolis. Decibar.
 */
export const nearTheSurface = { above: 5, step: { argos: 0.5, other: 0 } } as const

/** Test 26. Coriolis, version 5.9: more than so many levels that differ by more; the deep limit holds below 500 dbar. Degrees Celsius. */
export const conductivityTemperature = { shallow: 10, deep: 1.5, levels: 2 } as const

/** Test 56, currents of the sensor. pH manual (10.13155/97828); Coriolis, version 6.7. Nanoampere. */
export const phCurrents: Readonly<Record<string, Range>> = { IB_PH: range(-100, 100), IK_PH: range(-100, 100) }

/** Test 59, error of the fit to the spectrum. Nitrate manual (10.13155/84370); Coriolis `add_nitrate_rtqc_to_profile_file.m`. */
export const nitrateFitError = Math.fround(0.003)

/**
 * Test 62. Dall'Olmo et al. 2022 (10.12688/openreseurope.15047.2), the constants of euroargodev/BBP_RTQC and of
 * Coriolis `add_bbp_rtqc_to_profile_file.m`. Decibar, 1/m.
 */
export const bbp700 = {
  /** Length of the running median. */
  medianWindow: 11,
  /** Above this pressure a negative value is bad alone; from it on it tells against the whole profile. */
  negativeFrom: 5,
  /** Share of negative values that makes the profile bad rather than probably bad; exceeded. */
  negativeShare: 0.1,
  /** Noise: values deeper than this, away from the running median by more than this, this share of them or more. */
  noisyBelow: 100,
  noisyResidual: 0.0005,
  noisyShare: 0.1,
  /** Noise is looked for where the profile has more values than this. */
  noisyLevels: 10,
  /** High deep values: median deeper than this, of at least so many values, above this. */
  highDeepBelow: 700,
  highDeepValue: 0.0005,
  highDeepLevels: 5,
  /** Missing data: deeper edges of the bins; each includes its shallower edge. */
  bins: [50, 156, 261, 367, 472, 578, 683, 789, 894, 1000],
} as const

/** Test 63. Chlorophyll manual (10.13155/35385): negative spike below twice the 10th percentile of the residuals from the running median of five. */
export const chlorophyllSpike = { percentile: 10, factor: 2 } as const
