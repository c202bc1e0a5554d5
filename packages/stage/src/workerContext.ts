import type { Weight } from '@floatchat/contracts/topics'
import { type TraceContext, traceparentOf } from '@floatchat/service/trace'
import type { Logger } from 'pino'
import type { OffsetHolds } from './OffsetHolds.ts'
import type { Progress, Received, StageContext } from './Stage.ts'

/** What of a partition's worker its handler can reach. */
export interface ContextOwner {
  readonly partition: number
  /** Of the handler at work. */
  signal(): AbortSignal
  readonly holds: OffsetHolds
  /** Reads the partition again from the offset, and forgets what was gathered, once the handler has yielded. */
  rewind(from: bigint): void
  deadLetter(message: Received, error: unknown, log: Logger): Promise<void>
  progress(progress: Progress): void
}

/** The context of one message, or of a flush. The logger is made when something is to be said. */
export function workerContext(
  owner: ContextOwner,
  log: () => Logger,
  trace: TraceContext,
  weight: Weight = 'light',
): StageContext {
  const { partition, holds } = owner
  return {
    partition,
    weight,
    signal: owner.signal(),
    traceparent: traceparentOf(trace),
    get log() {
      return log()
    },
    hold: (name, message) => holds.hold(name, message.offset),
    release: (name) => holds.release(name),
    rewind(name) {
      const first = holds.firstOf(name)
      if (first === undefined) return
      // Everything gathered is forgotten, so everything that is held must come again.
      const from = holds.committable(first)
      log().info({ name, offset: from.toString() }, 'reading the partition again')
      owner.rewind(from)
    },
    deadLetter: (message, error) => owner.deadLetter(message, error, log()),
    progress: (progress) => owner.progress(progress),
  }
}
