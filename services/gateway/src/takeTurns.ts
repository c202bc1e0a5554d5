import type { Logger } from '@floatchat/service/logger'
import { type Schedule, waitAfter } from '@floatchat/service/Schedule'

export interface TurnsOptions {
  readonly signal: AbortSignal
  readonly log: Logger
  /** After a turn that failed. */
  readonly schedule: Schedule
  /** Said at the first of several turns that fail, and after the last of them. */
  readonly failing: string
  readonly goingOn?: string
  /** Done after each that failed. */
  readonly failed?: () => Promise<void>
}

/** Takes turn after turn, each with the pause behind it, until the signal; one that fails ends nothing. */
export async function takeTurns(
  { signal, log, schedule, failing, goingOn, failed }: TurnsOptions,
  turn: () => Promise<void>,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await turn()
      if (failures > 0 && goingOn !== undefined) log.info(goingOn)
      failures = 0
    } catch (error) {
      failures += 1
      if (failures === 1) log.warn({ reason: error instanceof Error ? error.message : String(error) }, failing)
      await failed?.()
      await waitAfter(schedule, failures, signal)
    }
  }
}
