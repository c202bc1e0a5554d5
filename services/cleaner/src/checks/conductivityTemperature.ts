import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, probablyBad, raise } from '../Marks.ts'
import { deepFrom, conductivityTemperature as rule } from '../thresholds.ts'
import type { Ctd } from './densityInversion.ts'

const bit = testBit.conductivityTemperature

/**
 * Test 26, of CTDs by RBR: the temperature inside the conductivity cell is away from that of the water, by more than
 * 10 °C down to 500 dbar and 1.5 °C below, at more than two levels. Then it is bad at every level that was looked at,
 * and the salinity probably bad. Levels are looked at where pressure, both temperatures and salinity have values of
 * which none of the CTD's is bad.
 */
export function conductivityTemperature(ctd: Ctd, cell: Float32Array, levels: number, cellMarks: Marks): void {
  let away = 0
  for (let level = 0; level < levels; level++) {
    if (!isLookedAt(ctd, cell, level)) continue
    const limit = ctd.pressure[level] <= deepFrom ? rule.shallow : rule.deep
    if (Math.abs(cell[level] - ctd.temperature[level]) > limit) away++
  }
  if (away <= rule.levels) return
  for (let level = 0; level < levels; level++) {
    if (!isLookedAt(ctd, cell, level)) continue
    raise(cellMarks, level, bad, bit)
    raise(ctd.salinityMarks, level, probablyBad, bit)
  }
}

function isLookedAt(ctd: Ctd, cell: Float32Array, level: number): boolean {
  return (
    !Number.isNaN(ctd.pressure[level] + ctd.temperature[level] + ctd.salinity[level] + cell[level]) &&
    ctd.pressureMarks.flags[level] !== bad &&
    ctd.temperatureMarks.flags[level] !== bad &&
    // Its own 3 is below 4, so that looking twice says the same.
    ctd.salinityMarks.flags[level] !== bad
  )
}
