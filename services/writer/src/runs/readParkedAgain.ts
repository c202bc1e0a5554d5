import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/** How long a partition waits for another to finish with a transaction before it tries all the same. */
const patienceMs = 2_000

/**
 * Reads the partition again for a run that is complete but had to be let go of: nothing more will come
 * of it by itself. Called when no message is at hand, so that what streams meanwhile only waits, and
 * can make room. No partition keeps a transaction while it waits for one, so none waits for ever.
 */
export async function readParkedAgain(writer: Writer, runs: PartitionRuns, context: PartitionContext): Promise<void> {
  const parked = [...runs.all].find((run) => run.state === 'parked' && run.closing !== undefined)
  if (parked === undefined) return
  for (const other of runs.all) {
    if (other.state !== 'streaming') continue
    other.drop('parked')
    await other.stream?.abandon()
  }
  await writer.slots.untilFree(patienceMs)
  context.rewind(parked.identity.run_id)
}
