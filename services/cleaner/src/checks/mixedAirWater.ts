import { testBit } from '@floatchat/contracts/qualityTests'
import { type Marks, probablyBad, raise } from '../Marks.ts'
import { nearTheSurface } from '../thresholds.ts'

const bit = testBit.mixedAirWater

/** Values of one parameter and what the tests say of them. */
export interface MarkedValues {
  readonly values: Float32Array
  readonly marks: Marks
}

/** Test 22 for floats by NKE: a temperature so near the surface is probably one of the air. */
export function inTheAir(pressure: Float32Array, temperature: MarkedValues, levels: number, downTo: number): void {
  for (let level = 0; level < levels; level++) {
    if (pressure[level] <= downTo && !Number.isNaN(temperature.values[level])) {
      raise(temperature.marks, level, probablyBad, bit)
    }
  }
}

/**
 * Test 22 for floats by Teledyne and Sea-Bird, which go on sampling when they are up: of the levels above 5 dbar, from
 * the deepest upwards, the first that is not shallower than the one below it by the step, and all above it, are
 * probably bad in all that was measured. Levels that lack one of the values are passed over.
 *
 * @param step decibar; 0 for a pressure that does not fall at all
 */
export function atTheSurface(
  pressure: MarkedValues,
  others: readonly MarkedValues[],
  levels: number,
  step: number,
): void {
  const all = [pressure, ...others]
  const isStill = (from: number, level: number) => {
    const risen = pressure.values[from] - pressure.values[level]
    return step === 0 ? risen <= 0 : risen < step
  }
  let from = -1
  let isUp = false
  for (let level = levels - 1; level >= 0; level--) {
    if (
      !(pressure.values[level] < nearTheSurface.above) ||
      !others.every(({ values }) => !Number.isNaN(values[level]))
    ) {
      continue
    }
    isUp ||= from >= 0 && isStill(from, level)
    if (isUp) for (const { marks } of all) raise(marks, level, probablyBad, bit)
    from = level
  }
}
