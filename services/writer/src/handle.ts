import { datasetsWritten, profilesCleaned } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Stage } from '@floatchat/stage/Stage'
import { closeRun, takeUpWaiting } from './runs/closeRun.ts'
import { refusalOf } from './runs/failRun.ts'
import { gather } from './runs/gather.ts'
import { isWithdrawal, type Message } from './runs/Message.ts'
import { PartitionRuns } from './runs/PartitionRuns.ts'
import { writeReadyRuns } from './runs/writeReadyRuns.ts'
import type { WriterSettings } from './settings.ts'
import type { Writer } from './Writer.ts'
import { gatherWithdrawal, writeWithdrawals } from './withdrawals/writeWithdrawals.ts'
import { ProfileIds } from './writing/ProfileIds.ts'
import { writeTogether } from './writing/writeTogether.ts'

type WriterStage = Stage<typeof profilesCleaned, typeof datasetsWritten>

/**
 * The writer: gathers the profiles of a run over a file and, when its FileCleaned says that they are
 * all there, writes them in one transaction. Small files wait for `flush`, which writes all of them
 * that are complete; a large one streams into a transaction of its own while it is gathered, one in
 * each partition. Withdrawals and restores wait for `flush` too, many of them for one transaction.
 */
export function createWriter(
  database: Database,
  settings: WriterSettings,
  ids = new ProfileIds(),
  write: Writer['write'] = writeTogether(database, ids, settings.WRITER_BATCH_FILES),
): WriterStage & Required<Pick<WriterStage, 'flush' | 'forget'>> {
  const writer: Writer = { database, settings, ids, write, partitions: new Map() }
  return {
    name: 'writer',
    consumes: profilesCleaned,
    produces: [datasetsWritten],

    async *handle(message: Message, context) {
      const runs = runsOf(writer, context.partition)
      if (isWithdrawal(message)) return yield* gatherWithdrawal(writer, runs, message, context)
      await writeWithdrawals(writer, runs, context)
      const run = await runs.runOf(message, context)
      if (message.type !== 'FileCleaned') return gather(writer, runs, run, message, context)
      try {
        yield* closeRun(writer, runs, run, message, context)
      } catch (error) {
        const refusal = refusalOf(runs, run, error, context)
        if (refusal !== undefined) await runs.close(run, context)
        throw refusal ?? error
      }
    },

    async *flush(context) {
      const runs = runsOf(writer, context.partition)
      yield* writeReadyRuns(writer, runs, context)
      await writeWithdrawals(writer, runs, context)
      yield* takeUpWaiting(writer, runs, context)
    },

    // What comes gives up what was abandoned before it; where nothing comes, the time does.
    idle: (context) => runsOf(writer, context.partition).giveUpAbandoned(context),

    async forget(partition) {
      await writer.partitions.get(partition)?.forget()
    },
  }
}

function runsOf(writer: Writer, partition: number): PartitionRuns {
  let runs = writer.partitions.get(partition)
  if (runs === undefined) {
    runs = new PartitionRuns(writer.settings.RUN_ABANDON_HOURS * 3_600_000)
    writer.partitions.set(partition, runs)
  }
  return runs
}
