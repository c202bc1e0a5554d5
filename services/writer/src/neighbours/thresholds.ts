/**
 * Every threshold of the tests that need more than one profile, each with its source.
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
/**
 * Of our own, for test 16: above so many decibar fronts and depths that vary change the mean by more than a sensor
 * does. With windows that overlap, of 2,845 good profiles 390 fail at any depth, 80 below 500 dbar and one below this:
 * chosen on those very profiles, so that the number of false alarms elsewhere is not known.
 */
export const quietFrom = 1_500
/** Of our own, for test 16: the profile before is not of another season and place. */
export const cyclesBefore = 5

/** Test 18. CTD manual, test 18; Coriolis `test18ParameterList`. Decibar, degrees Celsius, psu. */
export const slab = 50
export const frozen = {
  temperature: { least: 0.001, most: 0.3, mean: 0.002 },
  salinity: { least: 0.001, most: 0.3, mean: 0.004 },
}
/** Of our own: one or two slabs are the mixed layer, which may stay as it was for ten days. */
export const slabsAtLeast = 3
