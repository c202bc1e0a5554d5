import { bad, type Marks, probablyBad, raise } from '../Marks.ts'
import { medianOf } from '../median.ts'
import { checkBit } from '../qualityChecks.ts'
import { bbp700 as rule } from '../thresholds.ts'

/** Room for the levels of one profile. */
export interface Bbp700Scratch {
  readonly pressure: Float64Array
  readonly values: Float64Array
  readonly smooth: Float64Array
  readonly sorting: Float64Array
  readonly levels: Int32Array
}

/**
 * Test 62, particle backscattering at 700 nm, over the levels that have pressure and value, in Coriolis' order:
 * missing data, high deep values, negative values, noise, parking hook. All but the hook and negative values near
 * the surface tell against the whole profile.
 *
 * @param parkingPressure decibar; null where it is not known, and then there is no telling a hook
 */
export function bbp700(
  values: Float32Array,
  pressure: Float32Array,
  levels: number,
  isAscending: boolean,
  parkingPressure: number | null,
  marks: Marks,
  scratch: Bbp700Scratch,
): void {
  let count = 0
  for (let level = 0; level < levels; level++) {
    if (Number.isNaN(values[level]) || Number.isNaN(pressure[level])) continue
    scratch.pressure[count] = pressure[level]
    scratch.values[count] = values[level]
    scratch.levels[count] = level
    count++
  }
  if (count === 0) return
  smooth(scratch, count)

  const ofProfile = Math.max(
    missingData(scratch, count),
    highDeepValues(scratch, count),
    negativeValues(scratch, count, marks),
    noise(scratch, count),
  )
  if (ofProfile === bad || ofProfile === probablyBad) {
    for (let i = 0; i < count; i++) raise(marks, scratch.levels[i], ofProfile, checkBit.bbp700)
  }
  if (isAscending && parkingPressure !== null) parkingHook(scratch, count, parkingPressure, marks)
}

/** Running median, over fewer values at the ends. */
function smooth({ values, smooth, sorting }: Bbp700Scratch, count: number): void {
  const half = rule.medianWindow >> 1
  for (let i = 0; i < count; i++) {
    const from = Math.max(0, i - half)
    const to = Math.min(count, i + half + 1)
    for (let j = from; j < to; j++) sorting[j - from] = values[j]
    smooth[i] = medianOf(sorting, to - from)
  }
}

/** Bins with more than one value: only one is bad; several while a bin has none, probably bad. */
function missingData({ pressure }: Bbp700Scratch, count: number): number {
  let empty = 0
  let filled = 0
  let shallower = Number.NEGATIVE_INFINITY
  for (const deeper of rule.bins) {
    let inBin = 0
    for (let i = 0; i < count; i++) if (pressure[i] >= shallower && pressure[i] < deeper) inBin++
    if (inBin === 0) empty++
    else if (inBin > 1) filled++
    shallower = deeper
  }
  if (empty > 0 && filled > 1) return probablyBad
  return filled === 1 ? bad : 0
}

function highDeepValues({ pressure, smooth, sorting }: Bbp700Scratch, count: number): number {
  let deep = 0
  for (let i = 0; i < count; i++) if (pressure[i] > rule.highDeepBelow) sorting[deep++] = smooth[i]
  return deep >= rule.highDeepLevels && medianOf(sorting, deep) > rule.highDeepValue ? probablyBad : 0
}

function negativeValues({ pressure, values, levels }: Bbp700Scratch, count: number, marks: Marks): number {
  let deep = 0
  let negative = 0
  for (let i = 0; i < count; i++) {
    if (pressure[i] < rule.negativeFrom) {
      if (values[i] < 0) raise(marks, levels[i], bad, checkBit.bbp700)
    } else {
      deep++
      if (values[i] < 0) negative++
    }
  }
  if (negative === 0) return 0
  return negative / deep > rule.negativeShare ? bad : probablyBad
}

function noise({ pressure, values, smooth }: Bbp700Scratch, count: number): number {
  if (count <= rule.noisyLevels) return 0
  let deep = 0
  let noisy = 0
  for (let i = 0; i < count; i++) {
    if (pressure[i] <= rule.noisyBelow) continue
    deep++
    if (Math.abs(values[i] - smooth[i]) > rule.noisyResidual) noisy++
  }
  return deep > 0 && noisy / deep >= rule.noisyShare ? probablyBad : 0
}

/** Values near the parking pressure, where particles settled on the sensor, above those somewhat higher up. */
function parkingHook(scratch: Bbp700Scratch, count: number, parkingPressure: number, marks: Marks): void {
  const { pressure, values, levels, sorting } = scratch
  let deepest = 0
  for (let i = 1; i < count; i++) if (pressure[i] >= pressure[deepest]) deepest = i
  const most = pressure[deepest]
  if (deepest === 0 || most - pressure[deepest - 1] > rule.hookExcluded) return
  if (Math.abs(most - parkingPressure) >= rule.parkingWithin) return
  let count50 = 0
  for (let i = 0; i < count; i++) {
    if (pressure[i] >= most - rule.hookRange && pressure[i] < most - rule.hookExcluded) sorting[count50++] = values[i]
  }
  if (count50 === 0) return
  const baseline = medianOf(sorting, count50) + rule.hookAllowance
  for (let i = 0; i < count; i++) {
    if (pressure[i] >= most - rule.hookRange && values[i] > baseline) raise(marks, levels[i], bad, checkBit.bbp700)
  }
}
