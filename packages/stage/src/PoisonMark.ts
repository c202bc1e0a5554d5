/**
 * What stands beside a partition's committed offset (the metadata of the commit) for as long as nothing behind it was
 * committed: how many instances have begun there, and, once that is suspicious, which message they had in hand.
 *
 * A message that kills its process, or blocks it until its group counts it as dead, leaves no other trace: whoever
 * takes the partition next would do the same again, for ever.
 */
export interface PoisonMark {
  /** Instances that have begun at this offset. */
  readonly starts: number
  /** The message that the last ones had in hand at their end, and how many of them in a row. */
  readonly suspect: { readonly offset: bigint; readonly times: number } | undefined
  /** The message in hand now. */
  readonly inHand: bigint | undefined
}

export const noMark: PoisonMark = { starts: 0, suspect: undefined, inHand: undefined }

/** From this start on, each message is written down before it is begun: a request for each, until one is committed. */
const suspiciousStarts = 3
/** So many instances in a row may end with the same message in hand. */
const mostEnds = 3

/** The mark of the instance that begins now. */
export function nextStart({ starts, suspect, inHand }: PoisonMark): PoisonMark {
  const again = suspect !== undefined && suspect.offset === inHand
  return {
    starts: starts + 1,
    suspect: inHand === undefined ? suspect : { offset: inHand, times: again ? suspect.times + 1 : 1 },
    inHand: undefined,
  }
}

export function isSuspicious(mark: PoisonMark): boolean {
  return mark.starts >= suspiciousStarts
}

/** The mark to commit before the message is begun; undefined where it is not to be begun again. */
export function takeInHand(mark: PoisonMark, offset: bigint): PoisonMark | undefined {
  const { suspect } = mark
  return suspect?.offset === offset && suspect.times >= mostEnds ? undefined : { ...mark, inHand: offset }
}

export function formatMark({ starts, suspect, inHand }: PoisonMark): string {
  const of = suspect === undefined ? '' : ` suspect ${suspect.offset} times ${suspect.times}`
  return `starts ${starts}${of}${inHand === undefined ? '' : ` in-hand ${inHand}`}`
}

/** @returns `noMark` for what another client has written there, or nobody. */
export function parseMark(text: string | null): PoisonMark {
  const found = /^starts (\d+)(?: suspect (\d+) times (\d+))?(?: in-hand (\d+))?$/.exec(text ?? '')
  if (found === null) return noMark
  const [, starts, suspect, times, inHand] = found
  return {
    starts: Number(starts),
    suspect: suspect === undefined ? undefined : { offset: BigInt(suspect), times: Number(times) },
    inHand: inHand === undefined ? undefined : BigInt(inHand),
  }
}
