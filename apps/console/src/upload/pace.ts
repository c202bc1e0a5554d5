/** Bytes that had gone out at a moment, milliseconds. */
export interface Sample {
  readonly at: number
  readonly sentBytes: number
}

const windowMs = 15_000

/** The samples of the last seconds, with one more. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  // What was stopped or taken off the list is no negative speed.
  const before = last !== undefined && last.sentBytes > sample.sentBytes ? [] : samples
  return [...before.filter(({ at }) => sample.at - at <= windowMs), sample]
}

/** Bytes a second over the samples, and how many milliseconds the rest takes; undefined while that cannot be said. */
export function paceOf(
  samples: readonly Sample[],
  leftBytes: number,
): { perSecond: number; leftMs: number } | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < 2_000) return undefined
  const perSecond = (1000 * (last.sentBytes - first.sentBytes)) / (last.at - first.at)
  return perSecond <= 0 ? undefined : { perSecond, leftMs: (1000 * leftBytes) / perSecond }
}
