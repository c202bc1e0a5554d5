import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import { RunStream } from '../writing/RunStream.ts'
import type { FileRun, Message } from './FileRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'
import { recover } from './recover.ts'

/** Adds a profile to its run, and lets the run stream once it is too large to wait in memory. */
export async function gather(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: Exclude<Message, { readonly type: 'FileCleaned' }>,
  context: PartitionContext,
): Promise<void> {
  // One that is parked is read again when it is complete: then it need not be let go of another time.
  if (run.state === 'refused' || run.state === 'parked') return
  if (run.state === 'lost') return recover(writer, runs, run, message, context)
  try {
    if (message.type === 'ProfileCleaned') run.addProfile(message.value)
    else run.addRejection(message.value)
  } catch (error) {
    // The file cannot be written whole; what still comes of it is passed over.
    await run.fail(error)
    return
  }
  context.progress({ ...run.identity, done: run.received, total: null })
  const { WRITER_STREAM_BYTES, WRITER_BUFFER_BYTES, WRITER_FILE_BYTES } = writer.settings
  const full = bytesInMemory(writer) > WRITER_BUFFER_BYTES
  if (run.bytes < WRITER_STREAM_BYTES && !(full && run.bytes > 0)) return
  run.stream ??= openStream(writer, run, context)
  if (run.stream !== undefined) {
    run.state = 'streaming'
    await streamOn(run)
  } else if (full || run.bytes > WRITER_FILE_BYTES) {
    context.log.info({ run: run.identity.run_id }, 'all transactions are in use: the file will be read again')
    run.drop('parked')
  }
}

/** Sends what is in memory into the run's transaction. What goes wrong becomes the run's state, or is thrown. */
async function streamOn(run: FileRun): Promise<void> {
  try {
    await run.stream?.copy(run.takeInMemory())
  } catch (error) {
    await run.fail(error)
  }
}

function openStream(writer: Writer, run: FileRun, context: PartitionContext): RunStream | undefined {
  const preferred = writer.preferred.get(context.partition)
  if (preferred !== undefined && preferred.runId !== run.identity.run_id) return undefined
  return RunStream.open({
    database: writer.database,
    slots: writer.slots,
    ids: writer.ids,
    identity: run.identity,
    idleMs: writer.settings.WRITER_IDLE_SECONDS * 1000,
    // What is read again begins with a run and a transaction of its own.
    onIdle: () => run.drop('parked'),
  })
}

function bytesInMemory(writer: Writer): number {
  let bytes = 0
  for (const runs of writer.partitions.values()) bytes += runs.bytes
  return bytes
}
