import { testBit } from '@floatchat/contracts/qualityTests'
import { levelsAStep, type Steps } from '../Steps.ts'
import { isDoubtful } from './findDoubtful.ts'
import type { MeddScratch } from './MeddScratch.ts'
import { MedianWindow } from './MedianWindow.ts'
import type { MeddParameter } from './meddConstants.ts'
import { sortIndices } from './sortIndices.ts'

/**
 * Fills `median`: for each level the median of the levels around it that are not doubtful, as many above as below
 * where there are any on both sides, in a window that widens with pressure; adjusted at the ends of a series, deep
 * down and at doubtful levels as MEDD has it.
 *
 * Sorting every window anew would cost a thousand sorts of up to 250 values for a profile. Instead the values are
 * ranked once, and a set of ranks is kept in step with the window: from level to level only a few enter or leave.
 */
export function* slidingMedian(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
): Steps {
  const size = yield* rankCoherent(values, count, scratch)
  const window = new MedianWindow(values, count, size, parameter, scratch)
  for (let from = 0; from < count; from += levelsAStep) {
    if (from > 0) yield testBit.medd
    window.slide(from, Math.min(from + levelsAStep, count))
  }
  settle(values, count, size, scratch)
}

/** Lists the coherent levels and ranks their values. */
function* rankCoherent(values: Float64Array, count: number, scratch: MeddScratch): Steps<number> {
  const { doubtful, coherent, ranks, sorted, order, median: keys, window } = scratch
  let size = 0
  for (let i = 0; i < count; i++) {
    if ((doubtful[i] & isDoubtful) !== 0) continue
    keys[size] = values[i]
    coherent[size++] = i
  }
  yield* sortIndices(keys, size, order, ranks)
  for (let rank = 0; rank < size; rank++) {
    ranks[order[rank]] = rank
    sorted[rank] = keys[order[rank]]
  }
  window.clear(size)
  return size
}

/** Puts the adjusted medians in place; a doubtful level takes that of the last level above it that is not. */
function settle(values: Float64Array, count: number, size: number, scratch: MeddScratch): void {
  const { doubtful, median, isOwn, coherent } = scratch
  for (let i = 0; i < count; i++) if (isOwn[i] === 1) median[i] = values[i]
  let last = median[size > 0 ? coherent[0] : 0]
  for (let i = 0; i < count; i++) {
    if ((doubtful[i] & isDoubtful) === 0) last = median[i]
    else median[i] = last
  }
}
