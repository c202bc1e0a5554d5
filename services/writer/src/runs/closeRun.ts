import { permanent } from '@floatchat/contracts/IngestionError'
import { datasetsWritten, type Outgoing, to } from '@floatchat/contracts/topics'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { findWritten } from '@floatchat/db/load/findWritten'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import { countRows } from './countRows.ts'
import type { ClosingMessage, FileRun } from './FileRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'
import { recover } from './recover.ts'
import { writeReadyRuns } from './writeReadyRuns.ts'

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
): AsyncGenerator<Outgoing<typeof datasetsWritten>> {
  const { parsed } = message.value
  run.closing = message
  if (parsed.void_reason !== null) {
    context.log.info({ run: parsed.run_id, reason: parsed.void_reason }, 'the run broke off')
    await runs.close(run, context)
    return
  }
  if (run.state === 'refused') {
    await runs.close(run, context)
    throw run.refusal
  }
  if (run.state === 'lost') return recover(writer, runs, run, message, context)

  const parked = run.state === 'parked'
  const gap = parked ? undefined : run.gap(message.value)
  if (parked || gap !== undefined || run.hasNothing(message.value)) {
    // Of a run that was written before, only the end may have come again; nor is it read again for nothing.
    const event = await eventOfEarlier(writer, message)
    if (event === undefined && parked) return recover(writer, runs, run, message, context)
    const overtaken = runs.isOvertaken(run)
    await runs.close(run, context)
    if (event === undefined && overtaken && gap !== undefined) {
      context.log.info({ run: parsed.run_id, gap }, 'what was left of a run is passed over: a later one is under way')
    } else if (event !== undefined) yield to(datasetsWritten, 'DatasetWritten', event)
    else throw gap === undefined ? nothingIn(message) : permanent('INCOMPLETE_RUN', gap)
    return
  }

  if (run.stream === undefined) {
    runs.complete(run)
    if (runs.ready.size >= writer.settings.WRITER_BATCH_FILES || runs.readyBytes > writer.settings.WRITER_FILE_BYTES) {
      yield* writeReadyRuns(writer, runs, context)
    }
    return
  }
  try {
    const written = await run.stream.finish(run.complete(message.value))
    countRows(written)
    await runs.written(run, context)
    yield to(datasetsWritten, 'DatasetWritten', written.event)
  } catch (error) {
    await run.fail(error)
    yield* closeRun(writer, runs, run, message, context)
  }
}

async function eventOfEarlier(writer: Writer, { value: { parsed } }: ClosingMessage) {
  const { file, run_id } = parsed
  const earlier = await asDatabaseWork(`Looking up '${file.filename}'`, () =>
    findWritten(writer.database.pool, [file.file_id]),
  )
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
