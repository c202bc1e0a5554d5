import { testBit } from '@floatchat/contracts/qualityTests'
import { mayBeDenser } from '../density/mayBeDenser.ts'
import { potentialDensity } from '../density/potentialDensity.ts'
import { bad, type Marks, raise } from '../Marks.ts'
import { levelsAStep, type Steps } from '../Steps.ts'
import { densityInversion as limit } from '../thresholds.ts'

const bit = testBit.densityInversion

/** Pressure, temperature and salinity of a profile on one axis, with what the tests so far say of each. */
export interface Ctd {
  readonly pressure: Float32Array
  readonly temperature: Float32Array
  readonly salinity: Float32Array
  readonly pressureMarks: Marks
  readonly temperatureMarks: Marks
  readonly salinityMarks: Marks
}

/** Whether pressure, temperature and salinity are all there, finite, and none is flagged 4. */
export function hasGoodCtd(ctd: Ctd, level: number): boolean {
  return (
    Number.isFinite(ctd.pressure[level]) &&
    Number.isFinite(ctd.temperature[level]) &&
    Number.isFinite(ctd.salinity[level]) &&
    ctd.pressureMarks.flags[level] < bad &&
    ctd.temperatureMarks.flags[level] < bad &&
    ctd.salinityMarks.flags[level] < bad
  )
}

/**
 * Test 14: of two good levels that follow one another the upper is denser than the lower by 0.03 kg/m3 or more, both
 * referred to the pressure in their middle. Temperature and salinity of both levels are bad. Not for near-surface
 * profiles.
 */
export function* densityInversion(ctd: Ctd, levels: number): Steps {
  let upper = -1
  for (let from = 0; from < levels; from += levelsAStep) {
    if (from > 0) yield bit
    upper = compareLevels(ctd, from, Math.min(from + levelsAStep, levels), upper)
  }
}

/** @returns the last good level, `upper` where there is none between from and to */
function compareLevels(ctd: Ctd, from: number, to: number, upper: number): number {
  const { pressure, temperature, salinity, temperatureMarks, salinityMarks } = ctd
  let last = upper
  for (let level = from; level < to; level++) {
    if (!hasGoodCtd(ctd, level)) continue
    const s1 = salinity[last]
    const s2 = salinity[level]
    const t1 = temperature[last]
    const t2 = temperature[level]
    const p1 = pressure[last]
    const p2 = pressure[level]
    if (last >= 0 && mayBeDenser(s1, s2, t1, t2, p1, p2, limit)) {
      const middle = (p1 + p2) / 2
      if (potentialDensity(s1, t1, p1, middle) - potentialDensity(s2, t2, p2, middle) >= limit) {
        raise(temperatureMarks, last, bad, bit)
        raise(salinityMarks, last, bad, bit)
        raise(temperatureMarks, level, bad, bit)
        raise(salinityMarks, level, bad, bit)
      }
    }
    last = level
  }
  return last
}
