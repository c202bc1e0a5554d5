import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import type { FileRun, Message } from './FileRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/**
 * Reads a run again whose levels had to be let go of, where that can succeed now.
 *
 * @throws IngestionError DATABASE_UNAVAILABLE for a run that was lost with its connection, until the
 * database answers: the stage waits.
 */
export async function recover(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: Message,
  context: PartitionContext,
): Promise<void> {
  if (run.state === 'lost') await writer.database.check()
  // Reading again makes everything of the partition come again: not while another streams. A run
  // that still waits has its turn in `flush`.
  else if (runs.streams || writer.slots.free === 0) return
  readAgain(writer, run, message.offset, context)
}

/**
 * Reads the partition again from the first message of the run, or of an earlier one that is not
 * done. The run goes first: two that take each other's place would go on doing so for ever.
 */
export function readAgain(writer: Writer, run: FileRun, until: bigint, context: PartitionContext): void {
  writer.preferred.set(context.partition, { runId: run.identity.run_id, until })
  context.rewind(run.identity.run_id)
}
