import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Logger } from 'pino'
import type { Brake } from './Brake.ts'
import { type Clock, systemClock } from './Clock.ts'
import type { Turn } from './limitConcurrency.ts'
import { outageSince, retries } from './metrics.ts'
import { type Schedule, schedules, waitAfter } from './Schedule.ts'

/** How often work that throws something unforeseen is tried before that counts as its end. */
const crashTries = 3

export interface WaitOptions {
  readonly stage: string
  readonly signal: AbortSignal
  readonly log: () => Logger
  /** Gives up the partition's place among those handled at the same time while it waits. */
  readonly turn: Turn
  readonly brake: Brake
  readonly clock?: Clock
  /** Of the message that is handled; undefined for a flush. */
  readonly offset?: bigint
}

/**
 * Runs the work until it ends well, waiting out outages for as long as they take, and faults of ours for as long as
 * the brake is on. False where the signal ended it first. Throws what no waiting mends.
 */
export async function waitOut(options: WaitOptions, work: () => Promise<void>): Promise<boolean> {
  const { stage, signal, log, turn, brake, offset, clock = systemClock } = options
  const wait = (schedule: Schedule, tries: number): Promise<void> =>
    turn.away(() => waitAfter(schedule, tries, signal, clock))
  let tries = 0
  let crashes = 0
  let waitsFor: string | undefined
  for (;;) {
    if (signal.aborted) return false
    try {
      await work()
      // A flush says nothing of the messages that fail.
      if (offset !== undefined) brake.handled()
      if (waitsFor !== undefined) over(waitsFor)
      return true
    } catch (error) {
      if (signal.aborted) return false
      if (error instanceof IngestionError && error.retryable) {
        tries += 1
        retries.inc({ stage, code: error.code })
        if (error.code === 'TRANSACTION_CONFLICT') await wait(schedules.conflict, tries)
        else {
          begun(error.code, error.message)
          await wait(schedules.outage, tries)
        }
        continue
      }
      if (error instanceof IngestionError) {
        brake.handled()
        throw error
      }
      crashes += 1
      log().error({ err: error, crashes, offset: offset?.toString() }, 'the handler failed unexpectedly')
      if (crashes === crashTries) brake.crashed()
      if (crashes >= crashTries && !brake.on) {
        if (waitsFor !== undefined) over(waitsFor)
        throw error
      }
      if (crashes >= crashTries) begun('HANDLER_CRASHED', 'too many messages fail for an unknown reason')
      await wait(crashes < crashTries ? schedules.outage : schedules.crash, crashes)
    }
  }

  function begun(code: string, reason: string): void {
    if (waitsFor !== undefined) return
    waitsFor = code
    outageSince.set({ stage, code }, clock.wall() / 1000)
    log().warn({ code, reason, offset: offset?.toString() }, 'waiting for an outage to end')
  }

  function over(code: string): void {
    outageSince.set({ stage, code }, 0)
    log().info({ code }, 'the outage is over')
  }
}
