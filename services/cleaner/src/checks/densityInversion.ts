import { mayBeDenser } from '../density/mayBeDenser.ts'
import { potentialDensity } from '../density/potentialDensity.ts'
import { bad, type Marks, raise } from '../Marks.ts'
import { checkBit } from '../qualityChecks.ts'
import { densityInversion as limit } from '../thresholds.ts'

const bit = checkBit.densityInversion

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
export function densityInversion(ctd: Ctd, levels: number): void {
  const { pressure, temperature, salinity, temperatureMarks, salinityMarks } = ctd
  let upper = -1
  for (let level = 0; level < levels; level++) {
    if (!hasGoodCtd(ctd, level)) continue
    const s1 = salinity[upper]
    const s2 = salinity[level]
    const t1 = temperature[upper]
    const t2 = temperature[level]
    const p1 = pressure[upper]
    const p2 = pressure[level]
    if (upper >= 0 && mayBeDenser(s1, s2, t1, t2, p1, p2, limit)) {
      const middle = (p1 + p2) / 2
      if (potentialDensity(s1, t1, p1, middle) - potentialDensity(s2, t2, p2, middle) >= limit) {
        raise(temperatureMarks, upper, bad, bit)
        raise(salinityMarks, upper, bad, bit)
        raise(temperatureMarks, level, bad, bit)
        raise(salinityMarks, level, bad, bit)
      }
    }
    upper = level
  }
}
