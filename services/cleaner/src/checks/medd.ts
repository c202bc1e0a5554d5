import { testBit } from '@floatchat/contracts/qualityTests'
import { potentialDensity } from '../density/potentialDensity.ts'
import { bad, raise } from '../Marks.ts'
import { findSpikes } from '../medd/findSpikes.ts'
import type { MeddScratch } from '../medd/MeddScratch.ts'
import { deepestJudged, meddDensity, meddSalinity, meddTemperature, tooFewLevels } from '../medd/meddConstants.ts'
import { placeLevels } from '../medd/placeLevels.ts'
import { sortIndices } from '../medd/sortIndices.ts'
import { levelsAStep, type Steps } from '../Steps.ts'
import { type Ctd, hasGoodCtd } from './densityInversion.ts'

const [inTemperature, inSalinity, inDensity] = [1, 2, 4]

/**
 * Test 25, the median with a distance, over the levels at which pressure, temperature and salinity are all there and
 * none is flagged 4, in the order of their pressure. A spike of temperature or salinity counts only where potential
 * density has one too: so density, which is dear, is worked out only for the profiles that have a spike in either.
 *
 * A temperature without salinity is not judged, as at Coriolis: without density every thermocline would be a spike.
 */
export function* medd(ctd: Ctd, levels: number, scratch: MeddScratch): Steps {
  let count = 0
  for (let level = 0; level < levels; level++) {
    if (hasGoodCtd(ctd, level) && ctd.pressure[level] <= deepestJudged) scratch.levels[count++] = level
  }
  if (count <= tooFewLevels) return
  yield* orderByPressure(ctd.pressure, count, scratch)

  const { values, spikes } = scratch
  take(ctd.temperature, count, scratch, values)
  const ofTemperature = yield* findSpikes(values, count, meddTemperature, scratch, inTemperature)
  take(ctd.salinity, count, scratch, values)
  const ofSalinity = yield* findSpikes(values, count, meddSalinity, scratch, inSalinity)
  if (!ofTemperature && !ofSalinity) return
  for (let from = 0; from < count; from += levelsAStep) {
    if (from > 0) yield testBit.medd
    takeDensity(ctd, from, Math.min(from + levelsAStep, count), scratch)
  }
  if (!(yield* findSpikes(values, count, meddDensity, scratch, inDensity))) return

  for (let i = 0; i < count; i++) {
    if ((spikes[i] & inDensity) === 0) continue
    if ((spikes[i] & inTemperature) !== 0) raise(ctd.temperatureMarks, scratch.levels[i], bad, testBit.medd)
    if ((spikes[i] & inSalinity) !== 0) raise(ctd.salinityMarks, scratch.levels[i], bad, testBit.medd)
  }
}

/** Most profiles come in the order of their pressure; MEDD 1.4 sorts the others. */
function* orderByPressure(pressure: Float32Array, count: number, scratch: MeddScratch): Steps {
  const { levels, median: keys, order, ranks: room } = scratch
  let isOrdered = true
  for (let i = 0; i < count; i++) {
    keys[i] = pressure[levels[i]]
    if (i > 0 && keys[i] < keys[i - 1]) isOrdered = false
  }
  if (!isOrdered) {
    yield* sortIndices(keys, count, order, room)
    for (let i = 0; i < count; i++) room[i] = levels[order[i]]
    levels.set(room.subarray(0, count))
  }
  take(pressure, count, scratch, scratch.pressure)
  placeLevels(count, scratch)
}

function take(values: Float32Array, count: number, { levels }: MeddScratch, into: Float64Array): void {
  for (let i = 0; i < count; i++) into[i] = values[levels[i]]
}

function takeDensity({ temperature, salinity }: Ctd, from: number, to: number, scratch: MeddScratch): void {
  const { levels, pressure, values } = scratch
  for (let i = from; i < to; i++) {
    values[i] = potentialDensity(salinity[levels[i]], temperature[levels[i]], pressure[i], 0)
  }
}
