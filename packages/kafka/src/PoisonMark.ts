/**
 * What stands beside a partition's committed offset (the metadata of the commit) for as long as nothing behind it was
 * committed: how many instances have begun there, how far they came, and, once that is suspicious, which message they
 * had in hand.
 *
 * A message that kills its process, or blocks it until its group counts it as dead, leaves no other trace: whoever
 * takes the partition next would do the same again, for ever.
 */
export interface PoisonMark {
  /** Instances that have begun here since somebody came further. */
  readonly starts: number
  /** Everything before was handled well, though it is held and comes again; undefined where nothing was. */
  readonly passed: bigint | undefined
  /** The message that the last ones had in hand at their end, and how many of them in a row. */
  readonly suspect: { readonly offset: bigint; readonly times: number } | undefined
  /** The message in hand now. */
  readonly inHand: bigint | undefined
  /** Messages that are dead letters already though nothing behind them is committed: they are not begun again. */
  readonly buried: readonly bigint[]
}

/** Of so many the offsets fit beside an offset: a broker takes 4,096 bytes there. */
const mostBuried = 100

export const noMark: PoisonMark = { starts: 0, passed: undefined, suspect: undefined, inHand: undefined, buried: [] }

/** The mark of the instance that begins now. */
export function nextStart({ starts, passed, suspect, inHand, buried }: PoisonMark): PoisonMark {
  const again = suspect !== undefined && suspect.offset === inHand
  return {
    starts: starts + 1,
    passed,
    suspect: inHand === undefined ? suspect : { offset: inHand, times: again ? suspect.times + 1 : 1 },
    inHand: undefined,
    buried,
  }
}

/** The mark without the start that wrote it last, and lives. */
export function withoutStart(mark: PoisonMark): PoisonMark {
  return { ...mark, starts: Math.max(0, mark.starts - 1), inHand: undefined }
}

/**
 * Whether the message is to be written down before it is begun, and handled alone: an instance has begun here before,
 * and none has come past it.
 */
export function isSuspicious({ starts, passed, buried }: PoisonMark, offset: bigint): boolean {
  if (buried.includes(offset)) return true
  return starts > 1 && (passed === undefined || offset >= passed)
}

/**
 * The mark to commit before the message is begun; undefined where it is not to be begun again.
 *
 * @param tries how often it may be begun without an end. The first time was not written down.
 */
export function takeInHand(mark: PoisonMark, offset: bigint, tries: number): PoisonMark | undefined {
  const { suspect, buried } = mark
  if (buried.includes(offset)) return undefined
  return suspect?.offset === offset && suspect.times >= tries - 1 ? undefined : { ...mark, inHand: offset }
}

/**
 * The mark after the message has become a dead letter. Without it the next instance, which begins before it again, would
 * forget it over another of its kind, and the two would end one instance after the other for ever.
 */
export function bury(mark: PoisonMark, offset: bigint): PoisonMark {
  const buried = [...mark.buried.filter((other) => other !== offset), offset].slice(-mostBuried)
  const suspect = mark.suspect?.offset === offset ? undefined : mark.suspect
  return { ...mark, suspect, inHand: undefined, buried }
}

/** The mark after everything before `next` was handled well; the same where others had come as far. */
export function cameTo(mark: PoisonMark, next: bigint): PoisonMark {
  const further = mark.passed === undefined || next > mark.passed
  if (further) return { ...mark, starts: 1, passed: next, suspect: undefined, inHand: undefined }
  return mark.inHand === undefined ? mark : { ...mark, inHand: undefined }
}

export function formatMark({ starts, passed, suspect, inHand, buried }: PoisonMark): string {
  const words = [`starts ${starts}`]
  if (passed !== undefined) words.push(`passed ${passed}`)
  if (suspect !== undefined) words.push(`suspect ${suspect.offset} times ${suspect.times}`)
  if (inHand !== undefined) words.push(`in-hand ${inHand}`)
  if (buried.length > 0) words.push(`buried ${buried.join(',')}`)
  return words.join(' ')
}

const format =
  /^starts (?<starts>\d+)(?: passed (?<passed>\d+))?(?: suspect (?<suspect>\d+) times (?<times>\d+))?(?: in-hand (?<inHand>\d+))?(?: buried (?<buried>\d+(?:,\d+)*))?$/

/** @returns `noMark` for what another client has written there, or nobody. */
export function parseMark(text: string | null): PoisonMark {
  const found = format.exec(text ?? '')?.groups
  if (found === undefined) return noMark
  const { starts, passed, suspect, times, inHand, buried } = found
  return {
    starts: Number(starts),
    passed: passed === undefined ? undefined : BigInt(passed),
    suspect: suspect === undefined ? undefined : { offset: BigInt(suspect), times: Number(times) },
    inHand: inHand === undefined ? undefined : BigInt(inHand),
    buried: buried === undefined ? [] : buried.split(',').map(BigInt),
  }
}
