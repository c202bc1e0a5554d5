/**
 * The open runs, each with the hold that it has on its partition's offset: what is counted of a run would be lost if its
 * messages were committed before it is closed.
 *
 * @module
 */
import type { ProfileParsed } from '@floatchat/contracts/generated/records'
import type { FileId, RunId } from '@floatchat/contracts/ids'
import { isAbandoned } from '@floatchat/stage/isAbandoned'
import type { PartitionContext, StageContext } from '@floatchat/stage/Stage'
import type { Message } from './Cleaner.ts'
import type { RunTallies, RunTally } from './RunTallies.ts'

/**
 * The tally of the profile's run, opened and held at the run's first message. A newer run of the file takes the place
 * of older ones. One that is older by its id and comes later is counted beside it: the clock that the newer one has
 * its id from may have been ahead.
 */
export function tallyOf(
  runs: RunTallies,
  parsed: ProfileParsed,
  message: Message,
  context: StageContext,
  greyListSha256: string | undefined,
): RunTally {
  const { file_id: fileId, run_id: runId } = parsed
  const { partition } = context
  const open = runs.get(partition, runId)
  if (open !== undefined) {
    open.lastTimestamp = message.timestamp
    open.seenAt = performance.now()
    return open
  }
  dropEarlier(runs, fileId, runId, context)
  context.hold(runId, message)
  return runs.open(partition, { fileId, runId, greyListSha256 }, message.timestamp)
}

export function dropEarlier(runs: RunTallies, fileId: FileId, runId: RunId, context: StageContext): void {
  for (const earlier of runs.earlierThan(context.partition, fileId, runId)) drop(runs, earlier, context)
}

/** In this order: a run that is dropped and not released would keep the partition's offset for ever. */
export function drop(runs: RunTallies, { runId }: RunTally, context: PartitionContext): void {
  context.release(runId)
  runs.drop(context.partition, runId)
}

export function giveUpAbandoned(runs: RunTallies, afterMs: number, context: PartitionContext, message?: Message): void {
  for (const run of runs.all(context.partition).filter((one) => isAbandoned(one, afterMs, message))) {
    const { fileId, runId, seen } = run
    context.log.warn({ idle_file: fileId, idle_run: runId, seen: seen.size }, 'a run that was never closed is given up')
    drop(runs, run, context)
  }
}
