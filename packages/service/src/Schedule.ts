import { type Clock, systemClock } from './Clock.ts'

/** When something that failed is tried again: the pauses between two tries, and when it is given up. */
export interface Schedule {
  /** The first pause, milliseconds; each is `factor` times the one before, up to the longest. */
  readonly firstMs: number
  readonly longestMs: number
  /** Default 2. */
  readonly factor?: number
  /** Share of each pause that is left to chance: who lost the same server together does not come back together. Default 0. */
  readonly jitter?: number
  /** How often it is tried in all; without end where neither this nor `patienceMs` says so. */
  readonly tries?: number
  /** After so long, milliseconds, no further pause is begun that would end later. */
  readonly patienceMs?: number
}

/**
 * All schedules by which services and commands try again. What a client library does within one call stands where the
 * client is made; why each of these is apart, and what else waits: decision 29.
 */
export const schedules = {
  /** A server that is away while a message is handled: for as long as it takes. */
  outage: { firstMs: 100, longestMs: 5_000, jitter: 0.5 },
  /** A server that is not there yet at the start, or between two questions to it: somebody may be watching. */
  start: { firstMs: 100, longestMs: 2_000, jitter: 0.5 },
  /** A message whose transaction met another's, again and again. */
  conflict: { firstMs: 100, longestMs: 200, jitter: 0.5 },
  /** A message at which the code fails for an unknown reason, while too many do. */
  crash: { firstMs: 100, longestMs: 30_000, jitter: 0.5 },
  /** A transaction that met another, at once: the other has mostly ended. */
  transaction: { firstMs: 20, longestMs: 100, jitter: 1, tries: 6 },
  /** A call of the bucket, for a dropped connection or a hiccup: whoever calls decides about longer outages. */
  bucketCall: { firstMs: 50, longestMs: 250, factor: 5, tries: 3 },
  /** A partition without a leader, as one has for a moment that was just made, or whose broker has just come back. */
  leader: { firstMs: 100, longestMs: 100, tries: 20 },
  /** New topics, until every partition of them has a leader. */
  newTopics: { firstMs: 200, longestMs: 200, tries: 50 },
  /** The language model: one more try, for the summary is a courtesy. */
  model: { firstMs: 500, longestMs: 500, tries: 2 },
  /** A site that is mirrored, file by file; it may ask for longer pauses, up to the longest. */
  site: { firstMs: 200, longestMs: 120_000, factor: 4, jitter: 0.5, tries: 4 },
  /** A gateway that cannot take a file just now, for a command: it may be started anew meanwhile. */
  upload: { firstMs: 250, longestMs: 5_000, patienceMs: 120_000 },
  /** A gateway that does not answer a question of a command. */
  question: { firstMs: 100, longestMs: 2_000, patienceMs: 120_000 },
  /** A migration whose tables are in use: the longest transactions of the writer must end in this time. */
  migration: { firstMs: 100, longestMs: 5_000, patienceMs: 300_000 },
} as const satisfies Readonly<Record<string, Schedule>>

/** How long to wait after try number `attempt` (from 1), milliseconds. */
export function pauseAfter(
  { firstMs, longestMs, factor = 2, jitter = 0 }: Schedule,
  attempt: number,
  clock: Clock = systemClock,
): number {
  const whole = Math.min(longestMs, firstMs * factor ** Math.min(attempt - 1, 32))
  return whole * (1 - jitter * clock.jitter())
}

/** Waits after try number `attempt` (from 1); ends early, without a word, with the signal. */
export async function waitAfter(
  schedule: Schedule,
  attempt: number,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<void> {
  await clock.sleep(pauseAfter(schedule, attempt, clock), signal).catch(() => undefined)
}
