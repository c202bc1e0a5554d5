import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import type { FileRun } from './FileRun.ts'
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
  context: PartitionContext,
): Promise<void> {
  if (run.state === 'lost') {
    await writer.database.check()
    context.rewind(run.identity.run_id)
    return
  }
  // Reading again makes everything of the partition come again: not while another streams. A run
  // that is complete and still waits has its turn in `flush`.
  const others = [...runs.all].some((other) => other.state === 'streaming')
  if (writer.slots.free > 0 && !others) context.rewind(run.identity.run_id)
}
