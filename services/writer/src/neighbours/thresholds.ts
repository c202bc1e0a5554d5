/**
 * Every threshold of the tests that need more than one profile, or the float's mission, each with its source.
 *
 * "Coriolis" is decArgo_soft/soft/sub/add_rtqc_to_profile_file.m, version 6.5, of
 * euroargodev/Coriolis-data-processing-chain-for-Argo-floats; "CTD manual" is 10.13155/33951.
 *
 * @module
 */

/** Test 5. CTD manual, test 5: a float does not drift faster. Metres a second. */
export const fastestDrift = 3
/** Argos fixes of class 0 are 1,500 m wrong or more; two of them, minutes apart, are no speed. Metres. */
export const fixError = 3_000
/** A fix is compared with so many before it: the work stays in proportion to the float's cycles. */
export const fixesBefore = 100

/** Test 16. CTD manual, test 16; Coriolis `test16ParameterList`. Decibar, degrees Celsius, psu. */
export const deepWindow = 100
export const drift = { temperature: 1, salinity: 0.5 }
/** Of our own, for test 16; how they were chosen is told in docs/quality-tests.md (bench/clean/neighbourBounds.ts). */
export const driftBounds = {
  /** Above so many decibar fronts and depths that vary change the mean by more than a sensor does. */
  quietFrom: 1_500,
  /** The profile before is not of another season and place. */
  cyclesBefore: 5,
}

/** Test 18. CTD manual, test 18; Coriolis `test18ParameterList`. Decibar, degrees Celsius, psu. */
export const slab = 50
export const frozen = {
  temperature: { least: 0.001, most: 0.3, mean: 0.002 },
  salinity: { least: 0.001, most: 0.3, mean: 0.004 },
}
/** Of our own, for test 18: one or two slabs are the mixed layer, which may stay as it was for ten days. */
export const frozenBounds = { slabsAtLeast: 3 }

/** Test 19. CTD manual 3.6; Coriolis `compute_max_pres_for_rtqc_test19`. Decibar and percent. */
export const deepestPressure = {
  /** From this profile pressure on the allowance is `allowance`, above it a share that grows to the surface. */
  from: 1000,
  allowance: 100,
  share: { at10dbar: 150, at1000dbar: 10 },
} as const

/** Test 23. CTD manual, real-time flag scheme for deep floats; Coriolis `test23ParameterList`. Decibar. */
export const deepFrom = 2_000
/**
 * Test 23. SENSOR_MODEL (reference table 27) of the CTD whose pressure, temperature and adjusted salinity are held for
 * good below 2,000 dbar since the scheme of 2025; those of any other, an SBE41CP among them, are probably good.
 */
export const trustedDeepCtd = 'SBE61'

/**
 * Test 62, parking hook. Dall'Olmo et al. 2022 (10.12688/openreseurope.15047.2), the constants of
 * euroargodev/BBP_RTQC and of Coriolis `add_bbp_rtqc_to_profile_file.m`. Decibar, 1/m.
 */
export const parkingHook = {
  /** Nearness of the deepest level to the parking pressure. */
  within: 100,
  /** Range that is judged, above the deepest level, and the range left out of the baseline. */
  range: 50,
  excluded: 20,
  allowance: 0.0002,
} as const
