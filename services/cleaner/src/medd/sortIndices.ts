/**
 * Puts the numbers 0 to count - 1 into `order` by the key of each, equal keys by number. A merge sort, which
 * has little to do where the keys almost rise or almost fall, as in a profile.
 *
 * @param room as long as `order`
 */
export function sortIndices(keys: Float64Array, count: number, order: Int32Array, room: Int32Array): void {
  for (let i = 0; i < count; i++) order[i] = i
  let from = order
  let to = room
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      merge(keys, from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count))
    }
    const swap = from
    from = to
    to = swap
  }
  if (from !== order) for (let i = 0; i < count; i++) order[i] = from[i]
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
