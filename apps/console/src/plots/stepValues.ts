/** Where somebody is among the values of a plot: which profile, and which of its values downwards. */
export interface ValuePlace {
  readonly row: number
  readonly at: number
}

/** Values that Page Up and Page Down go. */
const page = 10
const keys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'])

/**
 * The value that a key leads to: up and down within a profile, left and right to the profiles before and after it, at
 * about the same pressure. From nowhere any of them leads to the first value of `start`. Undefined for other keys, and
 * where there is no value.
 *
 * @param pressures of the values of each profile, growing; none is empty.
 */
export function stepValues(
  pressures: readonly ArrayLike<number>[],
  from: ValuePlace | undefined,
  key: string,
  start = 0,
): ValuePlace | undefined {
  if (!keys.has(key) || pressures.length === 0) return undefined
  const here = from === undefined ? undefined : pressures[from.row]
  if (from === undefined || here === undefined) return { row: Math.max(0, start), at: 0 }
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const row = from.row + (key === 'ArrowLeft' ? -1 : 1)
    const next = pressures[row]
    return next === undefined ? from : { row, at: nearest(next, here[from.at] ?? 0) }
  }
  const { at } = from
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - page, PageDown: at + page, Home: 0 }[key] ?? Infinity
  return { row: from.row, at: Math.max(0, Math.min(here.length - 1, to)) }
}

function nearest(pressures: ArrayLike<number>, pressure: number): number {
  let best = 0
  for (let at = 1; at < pressures.length; at += 1)
    if (Math.abs((pressures[at] ?? 0) - pressure) < Math.abs((pressures[best] ?? 0) - pressure)) best = at
  return best
}
