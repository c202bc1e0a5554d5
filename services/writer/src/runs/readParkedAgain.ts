import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import type { PartitionRuns } from './PartitionRuns.ts'
import { readAgain } from './recover.ts'

/** How long a partition waits for another to finish with a transaction before it tries all the same. */
const patienceMs = 2_000

/**
 * Reads the partition again for a run that is complete but had to be let go of: nothing more will come
 * of it by itself. While another run of the partition streams, that one goes first: it ends, or is rolled
 * back for want of messages, or a later run takes its place. So a partition that waits for a transaction
 * has none itself, and none waits for ever.
 */
export async function readParkedAgain(writer: Writer, runs: PartitionRuns, context: PartitionContext): Promise<void> {
  if (runs.streams) return
  const parked = [...runs.all].find((run) => run.state === 'parked' && run.closing !== undefined)
  if (parked?.closing === undefined) return
  await writer.slots.untilFree(patienceMs)
  readAgain(writer, parked, parked.closing.offset, context)
}
