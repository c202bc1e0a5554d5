import { conflict, permanent } from '@floatchat/contracts/IngestionError'
import { datasetsWritten, type Outgoing, to } from '@floatchat/contracts/topics'
import { databaseError } from '@floatchat/db/databaseError'
import { findWritten } from '@floatchat/db/datasets/findWritten'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../Writer.ts'
import { countRows } from './countRows.ts'
import type { FileRun } from './FileRun.ts'
import { failRun, refusalOf } from './failRun.ts'
import { transactionIsFree } from './gather.ts'
import type { ClosingMessage } from './Message.ts'
import type { PartitionRuns } from './PartitionRuns.ts'
import { writeReadyRuns } from './writeReadyRuns.ts'

type Output = AsyncGenerator<Outgoing<typeof datasetsWritten>>

/**
 * FileCleaned has come: checks that the run is whole, and writes it, or has it written with others.
 *
 * @throws IngestionError INCOMPLETE_RUN, NO_PROFILE or REFUSED_BY_DATABASE where it never will be.
 */
export async function* closeRun(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: ClosingMessage,
  context: PartitionContext,
): Output {
  const { parsed } = message.value
  run.closing = message
  if (parsed.void_reason !== null) {
    context.log.info({ run: parsed.run_id, reason: parsed.void_reason }, 'the run broke off')
    await runs.close(run, context)
    return
  }
  if (run.stream !== undefined && !run.isLetGo && run.gap(message.value) === undefined) {
    yield* finishStream(runs, run, message, context)
  }
  if (!runs.open.has(parsed.run_id)) return
  if (run.refusal !== undefined) throw run.refusal
  if (run.isLetGo || run.gap(message.value) !== undefined || run.hasNothing(message.value)) {
    yield* passOver(writer, runs, run, message, context)
    return
  }
  runs.complete(run, run.complete(message.value))
  if (runs.ready.size >= writer.settings.WRITER_BATCH_FILES || runs.readyBytes > writer.settings.WRITER_FILE_BYTES) {
    yield* writeReadyRuns(writer, runs, context)
  }
}

/** Commits what streamed; where that fails the run is let go of. */
async function* finishStream(
  runs: PartitionRuns,
  run: FileRun,
  message: ClosingMessage,
  context: PartitionContext,
): Output {
  try {
    const written = await run.stream?.finish(run.complete(message.value))
    if (written === undefined) return
    countRows(written)
    await runs.written(run, context)
    yield to(datasetsWritten, 'DatasetWritten', written.event)
  } catch (error) {
    await failRun(runs, run, error, context)
  }
}

/**
 * What is at hand of the run cannot be written. Of one that was written before only the end may have come again: then
 * its event is sent again. One that is not whole fails, also where it was let go of: reading again from where it began
 * here would bring no more of it. A whole one that was let go of is read again.
 */
async function* passOver(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: ClosingMessage,
  context: PartitionContext,
): Output {
  const event = await eventOfEarlier(writer, message)
  if (event !== undefined) yield to(datasetsWritten, 'DatasetWritten', event)
  else {
    const gap = run.gap(message.value)
    if (gap === undefined) {
      if (!run.isLetGo) throw nothingIn(message)
      readWhenPossible(writer, runs, run, message, context)
      return
    }
    if (!runs.isOvertaken(run)) throw permanent('INCOMPLETE_RUN', gap)
    const { run_id } = message.value.parsed
    context.log.info({ run: run_id, gap }, 'what was left of a run is passed over: a later one is under way')
  }
  await runs.close(run, context)
}

/**
 * Reads the partition again for a run that was let go of. Not while another of the partition streams, which would be
 * read again too: that ends, and a later run over the same file with it makes this one needless.
 */
function readWhenPossible(
  writer: Writer,
  runs: PartitionRuns,
  run: FileRun,
  message: ClosingMessage,
  context: PartitionContext,
): void {
  if (runs.streams) return
  if (!transactionIsFree(writer)) {
    const { filename } = message.value.parsed.file
    throw conflict(`'${filename}' waits for a transaction: WRITER_MAX_OPEN_TRANSACTIONS are open.`)
  }
  runs.readAgain(run, message.offset, context)
}

/**
 * Takes up again what waited for another file of the partition to end. No message is in hand that could go to the dead
 * letters for it: that of its end does.
 */
export async function* takeUpWaiting(writer: Writer, runs: PartitionRuns, context: PartitionContext): Output {
  const run = runs.waiting
  if (run?.closing === undefined) return
  try {
    yield* passOver(writer, runs, run, run.closing, context)
  } catch (error) {
    const refusal = refusalOf(runs, run, error, context)
    if (refusal === undefined) throw error
    await context.deadLetter(run.closing, refusal)
    await runs.close(run, context)
  }
}

async function eventOfEarlier(writer: Writer, { value: { parsed } }: ClosingMessage) {
  const { file, run_id } = parsed
  const earlier = await findWritten(writer.database.pool, [file.file_id]).catch((error: unknown) => {
    throw databaseError(error, `Looking up '${file.filename}'`)
  })
  const found = earlier.get(file.file_id)
  return found !== undefined && found.runId >= run_id ? found.event : undefined
}

function nothingIn({ value: { parsed } }: ClosingMessage) {
  return permanent(
    'NO_PROFILE',
    `None of the ${parsed.profiles_total} profiles of '${parsed.file.filename}' could be ingested. ` +
      (parsed.rejected[0] === undefined ? '' : `The first: ${parsed.rejected[0].reason}`),
  )
}
