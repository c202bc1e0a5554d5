import { testBit } from '@floatchat/contracts/qualityTests'
import { bad, type Marks, raise } from '../Marks.ts'
import { medianOfFive } from '../median.ts'
import type { Steps } from '../Steps.ts'
import { chlorophyllSpike as rule } from '../thresholds.ts'

/**
 * Test 63, negative spikes of chlorophyll: the difference between the value and the running median of five is below
 * twice the 10th percentile of those differences. Over the values of the profile that are not flagged 4, gaps
 * closed; the first and last two have no such median and are not judged. Positive spikes are real (aggregates).
 *
 * @param residuals room for a number a level
 */
export function* chlorophyllSpike(values: Float32Array, levels: number, marks: Marks, residuals: Float64Array): Steps {
  const count = forEachResidual(values, levels, marks, (residual, _level, index) => {
    residuals[index] = residual
  })
  if (count === 0) return
  yield testBit.chlorophyllSpike
  const limit = rule.factor * percentile(residuals, count, rule.percentile)
  yield testBit.chlorophyllSpike
  forEachResidual(values, levels, marks, (residual, level) => {
    if (residual < limit) raise(marks, level, bad, testBit.chlorophyllSpike)
  })
}

function forEachResidual(
  values: Float32Array,
  levels: number,
  marks: Marks,
  take: (residual: number, level: number, index: number) => void,
): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let centre = -1
  let next = -1
  let seen = 0
  for (let level = 0; level < levels; level++) {
    const e = values[level]
    if (Number.isNaN(e) || marks.flags[level] === bad) continue
    seen++
    if (seen >= 5) take(c - medianOfFive(a, b, c, d, e), centre, seen - 5)
    a = b
    b = c
    c = d
    d = e
    centre = next
    next = level
  }
  return Math.max(seen - 4, 0)
}

/** Linear between the two nearest ranks, as numpy.percentile. Sorts the first `count` numbers. */
function percentile(numbers: Float64Array, count: number, percent: number): number {
  const sorted = numbers.subarray(0, count).sort()
  const rank = ((count - 1) * percent) / 100
  const below = Math.floor(rank)
  const above = Math.min(below + 1, count - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (rank - below)
}
