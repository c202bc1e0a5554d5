export type Lengths = readonly number[]

/** So many cells from `from` on belong at `at`. */
export interface Run {
  readonly from: number
  readonly length: number
  readonly at: number
}

/** Where the cells of a shape lie at the start of a larger one, as runs along the last axis. */
export function* runsOf(there: Lengths, wanted: Lengths): Generator<Run> {
  const length = there.at(-1) ?? 1
  const outer = there.slice(0, -1)
  const count = product(outer)
  for (let run = 0; run < count; run += 1) {
    let at = 0
    let left = run
    let step = wanted.at(-1) ?? 1
    for (let axis = outer.length - 1; axis >= 0; axis -= 1) {
      const here = outer[axis] ?? 1
      at += (left % here) * step
      left = Math.floor(left / here)
      step *= wanted[axis] ?? 1
    }
    yield { from: run * length, length, at }
  }
}

export function product(lengths: Lengths): number {
  return lengths.reduce((result, length) => result * length, 1)
}
