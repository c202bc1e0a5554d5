import type { RunId } from '@floatchat/contracts/ids'
import { datasetsWritten, profilesCleaned } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Stage } from '@floatchat/stage/Stage'
import { closeRun } from './runs/closeRun.ts'
import type { Message } from './runs/FileRun.ts'
import { gather } from './runs/gather.ts'
import { PartitionRuns } from './runs/PartitionRuns.ts'
import { readParkedAgain } from './runs/readParkedAgain.ts'
import { writeReadyRuns } from './runs/writeReadyRuns.ts'
import type { WriterSettings } from './settings.ts'
import type { FileToWrite } from './writing/FileToWrite.ts'
import { ProfileIds } from './writing/ProfileIds.ts'
import { Slots } from './writing/Slots.ts'
import type { Outcome } from './writing/writeReady.ts'
import { writeTogether } from './writing/writeTogether.ts'

type WriterStage = Stage<typeof profilesCleaned, typeof datasetsWritten>

/** What the parts of the writer share. */
export interface Writer {
  readonly database: Database
  readonly settings: WriterSettings
  /** Transactions that may stay open from one message to the next. */
  readonly slots: Slots
  readonly ids: ProfileIds
  /** Writes complete small files, those of several partitions together. */
  readonly write: (files: readonly FileToWrite[]) => Promise<readonly Outcome[]>
  readonly partitions: Map<number, PartitionRuns>
  /** By partition, the run for which it is read again: until that is done no other may stream there. */
  readonly preferred: Map<number, Preferred>
}

export interface Preferred {
  readonly runId: RunId
  /** Offset by which a message of the run must have come, if any still comes. */
  readonly until: bigint
}

/**
 * The writer: gathers the profiles of a run over a file and, when its FileCleaned says that they are
 * all there, writes them in one transaction. Small files wait for `flush`, which writes all of them
 * that are complete; a large one streams into a transaction of its own while it is gathered.
 */
export function createWriter(
  database: Database,
  settings: WriterSettings,
): WriterStage & Required<Pick<WriterStage, 'flush' | 'forget'>> {
  const ids = new ProfileIds()
  const writer: Writer = {
    database,
    settings,
    slots: new Slots(settings.WRITER_MAX_OPEN_TRANSACTIONS),
    ids,
    write: writeTogether(database, ids, settings.WRITER_BATCH_FILES),
    partitions: new Map(),
    preferred: new Map(),
  }
  return {
    name: 'writer',
    consumes: profilesCleaned,
    produces: [datasetsWritten],

    async *handle(message: Message, context) {
      const runs = runsOf(writer, context.partition)
      const run = await runs.runOf(message, context)
      forgetPreferred(writer, runs, message)
      if (message.type === 'FileCleaned') yield* closeRun(writer, runs, run, message, context)
      else await gather(writer, runs, run, message, context)
    },

    async *flush(context) {
      const runs = runsOf(writer, context.partition)
      yield* writeReadyRuns(writer, runs, context)
      await readParkedAgain(writer, runs, context)
    },

    async forget(partition) {
      const runs = writer.partitions.get(partition)
      writer.partitions.delete(partition)
      await runs?.forget()
    },
  }
}

function runsOf(writer: Writer, partition: number): PartitionRuns {
  let runs = writer.partitions.get(partition)
  if (runs === undefined) {
    runs = new PartitionRuns(writer.settings.WRITER_ABANDON_HOURS * 3_600_000)
    writer.partitions.set(partition, runs)
  }
  return runs
}

/** The run for which the partition was read again has come to its end, or was passed over. */
function forgetPreferred(writer: Writer, runs: PartitionRuns, message: Message): void {
  const preferred = writer.preferred.get(message.partition)
  if (preferred === undefined || message.offset < preferred.until) return
  if (![...runs.all].some((run) => run.identity.run_id === preferred.runId)) writer.preferred.delete(message.partition)
}
