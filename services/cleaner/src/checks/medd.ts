import { potentialDensity } from '../density/potentialDensity.ts'
import { bad, type Marks, raise } from '../Marks.ts'
import { findSpikes } from '../medd/findSpikes.ts'
import type { MeddScratch } from '../medd/MeddScratch.ts'
import {
  equatorial,
  meddDensity,
  meddSalinity,
  meddTemperature,
  meddTemperatureAlone,
  meddTemperatureAloneEquatorial,
  tooFewLevels,
} from '../medd/meddConstants.ts'
import { placeLevels } from '../medd/placeLevels.ts'
import { sortIndices } from '../medd/sortIndices.ts'
import { checkBit } from '../qualityChecks.ts'
import { type Ctd, hasGoodCtd } from './densityInversion.ts'

/**
 * Test 25, the median with a distance, over the levels at which pressure, temperature and salinity are all there and
 * none is flagged 4, in the order of their pressure. A spike of temperature or salinity counts only where potential
 * density has one too: so density, which is dear, is worked out only for the profiles that have a spike in either.
 */
export function medd(ctd: Ctd, levels: number, scratch: MeddScratch): void {
  let count = 0
  for (let level = 0; level < levels; level++) if (hasGoodCtd(ctd, level)) scratch.levels[count++] = level
  if (count <= tooFewLevels) return
  orderByPressure(ctd.pressure, count, scratch)
  take(ctd.temperature, count, scratch, scratch.temperature)
  take(ctd.salinity, count, scratch, scratch.salinity)

  const { temperature, salinity, density, pressure, temperatureSpikes, salinitySpikes, densitySpikes } = scratch
  const inTemperature = findSpikes(temperature, count, meddTemperature, scratch, temperatureSpikes)
  const inSalinity = findSpikes(salinity, count, meddSalinity, scratch, salinitySpikes)
  if (!inTemperature && !inSalinity) return
  for (let i = 0; i < count; i++) density[i] = potentialDensity(salinity[i], temperature[i], pressure[i], 0)
  if (!findSpikes(density, count, meddDensity, scratch, densitySpikes)) return

  for (let i = 0; i < count; i++) {
    if (densitySpikes[i] === 0) continue
    if (temperatureSpikes[i] === 1) raise(ctd.temperatureMarks, scratch.levels[i], bad, checkBit.medd)
    if (salinitySpikes[i] === 1) raise(ctd.salinityMarks, scratch.levels[i], bad, checkBit.medd)
  }
}

/**
 * Test 25 where the profile has no salinity: temperature is judged alone, with more room.
 *
 * @param latitude degrees: near the equator there is still more
 */
export function meddTemperatureOnly(
  pressure: Float32Array,
  temperature: Float32Array,
  levels: number,
  latitude: number,
  pressureMarks: Marks,
  marks: Marks,
  scratch: MeddScratch,
): void {
  let count = 0
  for (let level = 0; level < levels; level++) {
    const isGood = marks.flags[level] < bad && pressureMarks.flags[level] < bad
    if (isGood && Number.isFinite(pressure[level]) && Number.isFinite(temperature[level]))
      scratch.levels[count++] = level
  }
  if (count <= tooFewLevels) return
  orderByPressure(pressure, count, scratch)
  take(temperature, count, scratch, scratch.temperature)
  const parameter = Math.abs(latitude) > equatorial ? meddTemperatureAlone : meddTemperatureAloneEquatorial
  if (!findSpikes(scratch.temperature, count, parameter, scratch, scratch.temperatureSpikes)) return
  for (let i = 0; i < count; i++) {
    if (scratch.temperatureSpikes[i] === 1) raise(marks, scratch.levels[i], bad, checkBit.medd)
  }
}

/** Most profiles come in the order of their pressure; MEDD 1.4 sorts the others. */
function orderByPressure(pressure: Float32Array, count: number, scratch: MeddScratch): void {
  const { levels, keys, order, room } = scratch
  let isOrdered = true
  for (let i = 0; i < count; i++) {
    keys[i] = pressure[levels[i]]
    if (i > 0 && keys[i] < keys[i - 1]) isOrdered = false
  }
  if (!isOrdered) {
    sortIndices(keys, count, order, room)
    for (let i = 0; i < count; i++) room[i] = levels[order[i]]
    levels.set(room.subarray(0, count))
  }
  take(pressure, count, scratch, scratch.pressure)
  placeLevels(count, scratch)
}

function take(values: Float32Array, count: number, { levels }: MeddScratch, into: Float64Array): void {
  for (let i = 0; i < count; i++) into[i] = values[levels[i]]
}
