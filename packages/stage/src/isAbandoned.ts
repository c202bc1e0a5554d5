import { z } from 'zod'

/** When a run that nobody closes is given up. Spread into the schemas of the services that gather runs. */
export const runSettings = {
  /** A run is given up when its partition has moved on by so many hours without it: longer than an outage lasts. */
  RUN_ABANDON_HOURS: z.coerce.number().positive().default(24),
}

/** What is known of the last message of a run. */
export interface LastOfRun {
  /** When it was produced, milliseconds since 1970-01-01T00:00Z. */
  readonly lastTimestamp: number
  /** When it came, by the process's own clock, milliseconds. */
  readonly seenAt: number
}

/**
 * Whether a run was silent for so long that its parser must be dead; it would hold back the partition's offset for ever.
 * By the message that has come meanwhile: a process that is started anew each day counts right. Where none has, by the
 * process's own clock: by the times of the messages a replay of old ones would give up everything.
 */
export function isAbandoned(run: LastOfRun, afterMs: number, message?: { readonly timestamp: number }): boolean {
  const silentMs = message === undefined ? performance.now() - run.seenAt : message.timestamp - run.lastTimestamp
  return silentMs > afterMs
}
