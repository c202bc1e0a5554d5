import type { MeddScratch } from './MeddScratch.ts'
import { deepFrom, type MeddParameter } from './meddConstants.ts'
import { sortIndices } from './sortIndices.ts'

/**
 * Fills `median`: for each level the median of the levels around it that are not doubtful, as many above as below
 * where there are any on both sides, in a window that widens with pressure; adjusted at the ends of a series, deep
 * down and at doubtful levels as MEDD has it.
 *
 * Sorting every window anew would cost a thousand sorts of up to 250 values for a profile. Instead the values are
 * ranked once, and a set of ranks is kept in step with the window: from level to level only a few enter or leave.
 */
export function slidingMedian(
  values: Float64Array,
  count: number,
  parameter: MeddParameter,
  scratch: MeddScratch,
): void {
  const { pressure, gradientZone, reach: reaches, gradient, doubtful, median, isOwn } = scratch
  const { coherent, ranks, sorted, window } = scratch
  const size = rankCoherent(values, count, scratch)

  // Of the coherent levels: those in the window's reach, [low, high); those at the level's own pressure, [upper, lower);
  // those in the set of ranks, [left, right).
  let [low, high, upper, lower, left, right] = [0, 0, 0, 0, 0, 0]
  let self = 0
  let last1950 = -1
  for (let i = 0; i < count; i++) {
    const here = pressure[i]
    const reach = reaches[i]
    while (low < size && here - pressure[coherent[low]] >= reach) low++
    while (low > 0 && here - pressure[coherent[low - 1]] < reach) low--
    while (high < size && pressure[coherent[high]] - here < reach) high++
    while (high > 0 && pressure[coherent[high - 1]] - here >= reach) high--
    while (upper < size && pressure[coherent[upper]] < here) upper++
    while (lower < size && pressure[coherent[lower]] <= here) lower++
    if (here < deepFrom) last1950 = i
    const isCoherent = doubtful[i] === 0
    if (isCoherent) while (coherent[self] < i) self++

    const side = Math.min(upper - low, high - lower)
    const from = side > 0 ? upper - side : low
    const to = side > 0 ? lower + side : high
    while (left > from) window.add(ranks[--left])
    while (right < to) window.add(ranks[right++])
    while (left < from) window.remove(ranks[left++])
    while (right > to) window.remove(ranks[--right])

    if (from === to) {
      median[i] = values[i]
    } else if (side > 0 && lower - upper > (isCoherent ? 1 : 0)) {
      // Others at the very same pressure are neither above nor below.
      for (let j = upper; j < lower; j++) if (!(isCoherent && j === self)) window.remove(ranks[j])
      median[i] = sorted[middleRank(scratch, ranks[from])]
      for (let j = upper; j < lower; j++) if (!(isCoherent && j === self)) window.add(ranks[j])
    } else {
      median[i] = sorted[middleRank(scratch, ranks[from])]
    }

    isOwn[i] = 0
    if (isCoherent) {
      const total = to - from
      const place = side > 0 ? (side === 1 ? 1 : 2) : self - from
      const fromEnd = side > 0 ? place : total - 1 - place
      const second = side > 0 || total % 2 === 1
      if (i > 0 && doubtful[i - 1] === 0 && (fromEnd === 0 || fromEnd === 1)) isOwn[i] = 1
      if (i < count - 1 && doubtful[i + 1] === 0 && !(gradient[i] > parameter.topGradient)) {
        if (place === 0 || (place === 1 && second)) isOwn[i] = 1
      }
      if (here >= deepFrom) {
        const steepness = last1950 < 0 ? 0 : Math.abs((values[i] - values[last1950]) / (here - pressure[last1950]))
        if (steepness > parameter.gradient[gradientZone[i]]) {
          median[i] = median[last1950]
          isOwn[i] = 0
        } else {
          isOwn[i] = 1
        }
      }
    }
  }
  settle(values, count, size, scratch)
}

/** Lists the coherent levels and ranks their values. */
function rankCoherent(values: Float64Array, count: number, scratch: MeddScratch): number {
  const { doubtful, coherent, ranks, sorted, order, room, keys, window } = scratch
  let size = 0
  for (let i = 0; i < count; i++) {
    if (doubtful[i] !== 0) continue
    keys[size] = values[i]
    coherent[size++] = i
  }
  sortIndices(keys, size, order, room)
  for (let rank = 0; rank < size; rank++) {
    ranks[order[rank]] = rank
    sorted[rank] = keys[order[rank]]
  }
  window.clear(size)
  return size
}

/**
 * The rank in the middle of the window. Where there is an even number of levels MEDD counts the uppermost twice, so
 * that the median is always one of the values.
 */
function middleRank({ window }: MeddScratch, uppermost: number): number {
  const half = window.size >> 1
  if (window.size % 2 === 1) return window.select(half)
  const below = window.select(half - 1)
  return uppermost > below ? window.from(below + 1) : below
}

/** Puts the adjusted medians in place; a doubtful level takes that of the last level above it that is not. */
function settle(values: Float64Array, count: number, size: number, scratch: MeddScratch): void {
  const { doubtful, median, isOwn, coherent } = scratch
  for (let i = 0; i < count; i++) if (isOwn[i] === 1) median[i] = values[i]
  let last = median[size > 0 ? coherent[0] : 0]
  for (let i = 0; i < count; i++) {
    if (doubtful[i] === 0) last = median[i]
    else median[i] = last
  }
}
