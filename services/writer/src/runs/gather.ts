import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../Writer.ts'
import { RunStream } from '../writing/RunStream.ts'
import type { FileRun } from './FileRun.ts'
import { failRun } from './failRun.ts'
import type { ProfileMessage } from './Message.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/** Adds a profile to its run, and lets the run stream once it is too large to wait in memory. */
export async function gather(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: ProfileMessage,
  context: PartitionContext,
): Promise<void> {
  if (run.isLetGo) {
    run.passOver(
      message.type === 'ProfileCleaned' ? message.value.profile_number : message.value.rejection.profile_number,
    )
    return
  }
  try {
    if (message.type === 'ProfileCleaned') run.addProfile(message.value)
    else run.addRejection(message.value)
    context.progress({ ...run.identity, done: run.received, total: null })
    await makeRoom(writer, runs, run, context)
  } catch (error) {
    await failRun(runs, run, error, context)
  }
}

/** Sends what is much into the run's transaction. Where it can have none, what is too much is let go of. */
async function makeRoom(writer: Writer, runs: PartitionRuns, run: FileRun, context: PartitionContext): Promise<void> {
  const { WRITER_STREAM_BYTES, WRITER_BUFFER_BYTES, WRITER_FILE_BYTES, WRITER_IDLE_SECONDS } = writer.settings
  const isFull = bytesInMemory(writer) > WRITER_BUFFER_BYTES
  if (run.bytes < WRITER_STREAM_BYTES && !(isFull && run.bytes > 0)) return
  if (run.stream === undefined && runs.mayStream(run) && transactionIsFree(writer)) {
    run.stream = new RunStream({
      database: writer.database,
      ids: writer.ids,
      identity: run.identity,
      idleMs: WRITER_IDLE_SECONDS * 1000,
      onIdle: () => void run.letGo(),
    })
  }
  if (run.stream !== undefined) await run.stream.copy(run.takeInMemory())
  else if (isFull || run.bytes > WRITER_FILE_BYTES) {
    context.log.info({ run: run.identity.run_id }, 'another file streams: this one will be read again')
    await run.letGo()
  }
}

/** Whether one more transaction may stay open from one message to the next. */
export function transactionIsFree(writer: Writer): boolean {
  let open = 0
  for (const runs of writer.partitions.values()) if (runs.streams) open += 1
  return open < writer.settings.WRITER_MAX_OPEN_TRANSACTIONS
}

function bytesInMemory(writer: Writer): number {
  let bytes = 0
  for (const runs of writer.partitions.values()) bytes += runs.bytes
  return bytes
}
