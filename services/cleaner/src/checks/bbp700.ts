import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, probablyBad, raise } from '../Marks.ts'
import type { MeddScratch } from '../medd/MeddScratch.ts'
import { medianOf } from '../median.ts'
import { levelsAStep, type Steps } from '../Steps.ts'
import { bbp700 as rule } from '../thresholds.ts'

/** Room for the levels of one profile: `median` for the running median, `sorted` for what is sorted. */
export type Bbp700Scratch = Pick<MeddScratch, 'pressure' | 'values' | 'median' | 'sorted' | 'levels'>

const bit = testBit.bbp700

/**
 * Test 62, particle backscattering at 700 nm, over the levels that have pressure and value, in Coriolis' order:
 * missing data, high deep values, negative values, noise. All but negative values near the surface tell against the
 * whole profile. The parking hook, which comes last, needs the mission of the float and is looked for beside it.
 */
export function* bbp700(
  values: Float32Array,
  pressure: Float32Array,
  levels: number,
  marks: Marks,
  scratch: Bbp700Scratch,
): Steps {
  let count = 0
  for (let level = 0; level < levels; level++) {
    if (Number.isNaN(values[level]) || Number.isNaN(pressure[level])) continue
    scratch.pressure[count] = pressure[level]
    scratch.values[count] = values[level]
    scratch.levels[count] = level
    count++
  }
  if (count === 0) return
  for (let from = 0; from < count; from += levelsAStep) {
    if (from > 0) yield bit
    smooth(scratch, from, Math.min(from + levelsAStep, count), count)
  }

  const ofProfile = Math.max(
    missingData(scratch, count),
    highDeepValues(scratch, count),
    negativeValues(scratch, count, marks),
    noise(scratch, count),
  )
  if (ofProfile === bad || ofProfile === probablyBad) {
    for (let i = 0; i < count; i++) raise(marks, scratch.levels[i], ofProfile, bit)
  }
}

/** Running median, over fewer values at the ends. */
function smooth({ values, median, sorted }: Bbp700Scratch, from: number, to: number, count: number): void {
  const half = rule.medianWindow >> 1
  for (let i = from; i < to; i++) {
    const first = Math.max(0, i - half)
    const end = Math.min(count, i + half + 1)
    for (let j = first; j < end; j++) sorted[j - first] = values[j]
    median[i] = medianOf(sorted, end - first)
  }
}

/** Bins with more than one value: only one is bad; several while a bin has none, probably bad. */
function missingData({ pressure }: Bbp700Scratch, count: number): number {
  const { bins } = rule
  const inBins = new Int32Array(bins.length + 1)
  for (let i = 0; i < count; i++) {
    let bin = 0
    while (bin < bins.length && pressure[i] >= bins[bin]) bin++
    inBins[bin]++
  }
  let empty = 0
  let filled = 0
  for (let bin = 0; bin < bins.length; bin++) {
    if (inBins[bin] === 0) empty++
    else if (inBins[bin] > 1) filled++
  }
  if (empty > 0 && filled > 1) return probablyBad
  return filled === 1 ? bad : 0
}

function highDeepValues({ pressure, median, sorted }: Bbp700Scratch, count: number): number {
  let deep = 0
  for (let i = 0; i < count; i++) if (pressure[i] > rule.highDeepBelow) sorted[deep++] = median[i]
  return deep >= rule.highDeepLevels && medianOf(sorted, deep) > rule.highDeepValue ? probablyBad : 0
}

function negativeValues({ pressure, values, levels }: Bbp700Scratch, count: number, marks: Marks): number {
  let deep = 0
  let negative = 0
  for (let i = 0; i < count; i++) {
    if (pressure[i] < rule.negativeFrom) {
      if (values[i] < 0) raise(marks, levels[i], bad, bit)
    } else {
      deep++
      if (values[i] < 0) negative++
    }
  }
  if (negative === 0) return 0
  return negative / deep > rule.negativeShare ? bad : probablyBad
}

function noise({ pressure, values, median }: Bbp700Scratch, count: number): number {
  if (count <= rule.noisyLevels) return 0
  let deep = 0
  let noisy = 0
  for (let i = 0; i < count; i++) {
    if (pressure[i] <= rule.noisyBelow) continue
    deep++
    if (Math.abs(values[i] - median[i]) > rule.noisyResidual) noisy++
  }
  return deep > 0 && noisy / deep >= rule.noisyShare ? probablyBad : 0
}
