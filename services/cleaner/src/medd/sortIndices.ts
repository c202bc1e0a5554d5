/**
 * Puts the numbers 0 to count - 1 into `order` by the key of each, equal keys by number. A merge sort: a heap of
 * almost sorted profiles costs hardly more than looking at them.
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
  let left = start
  let right = middle
  let at = start
  while (left < middle && right < end) {
    if (keys[from[left]] <= keys[from[right]]) to[at++] = from[left++]
    else to[at++] = from[right++]
  }
  while (left < middle) to[at++] = from[left++]
  while (right < end) to[at++] = from[right++]
}
