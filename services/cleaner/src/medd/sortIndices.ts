import { testBit } from '@floatchat/contracts/qualityTests'
import { levelsAStep, type Steps } from '../Steps.ts'

/** So many are sorted one by one, which is faster than merging pairs and fours. */
const few = 8

/**
 * Puts the numbers 0 to count - 1 into `order` by the key of each, equal keys by number. A merge sort, which
 * has little to do where the keys almost rise or almost fall, as in a profile.
 *
 * @param room as long as `order`
 */
export function* sortIndices(keys: Float64Array, count: number, order: Int32Array, room: Int32Array): Steps {
  if (count <= levelsAStep) {
    if (!sortPart(keys, 0, count, order, room)) order.set(room.subarray(0, count))
    return
  }
  let isInOrder = true
  for (let start = 0; start < count; start += levelsAStep) {
    if (start > 0) yield testBit.medd
    isInOrder = sortPart(keys, start, Math.min(start + levelsAStep, count), order, room)
  }
  let [from, to] = isInOrder ? [order, room] : [room, order]
  for (let width = levelsAStep; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      yield testBit.medd
      merge(keys, from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count))
    }
    const swap = from
    from = to
    to = swap
  }
  if (from !== order) for (let i = 0; i < count; i++) order[i] = from[i]
}

/**
 * Sorts the numbers from start to before end, no more than `levelsAStep`.
 *
 * @returns whether they are in `order`; else they are in `room`. Where there are several parts it is the same for all
 */
function sortPart(keys: Float64Array, start: number, end: number, order: Int32Array, room: Int32Array): boolean {
  for (let at = start; at < end; at += few) insertFew(keys, at, Math.min(at + few, end), order)
  let from = order
  let to = room
  // Behind a first part all take as many passages as that, or they would end in different places.
  const length = start === 0 ? end : levelsAStep
  for (let width = few; width < length; width *= 2) {
    for (let at = start; at < end; at += 2 * width) {
      merge(keys, from, to, at, Math.min(at + width, end), Math.min(at + 2 * width, end))
    }
    const swap = from
    from = to
    to = swap
  }
  return from === order
}

/** Puts the numbers from start to before end in their order, one after the other. */
function insertFew(keys: Float64Array, start: number, end: number, order: Int32Array): void {
  order[start] = start
  for (let i = start + 1; i < end; i++) {
    const key = keys[i]
    let at = i
    while (at > start && keys[order[at - 1]] > key) {
      order[at] = order[at - 1]
      at--
    }
    order[at] = i
  }
}

function merge(keys: Float64Array, from: Int32Array, to: Int32Array, start: number, middle: number, end: number): void {
  let at = start
  let left = start
  let right = middle
  if (middle < end && keys[from[end - 1]] < keys[from[start]]) {
    // All of the right before all of the left: the rule where a parameter falls with pressure.
    while (right < end) to[at++] = from[right++]
  } else if (middle < end && keys[from[middle - 1]] > keys[from[middle]]) {
    while (left < middle && right < end) {
      to[at++] = keys[from[left]] <= keys[from[right]] ? from[left++] : from[right++]
    }
  }
  while (left < middle) to[at++] = from[left++]
  while (right < end) to[at++] = from[right++]
}
