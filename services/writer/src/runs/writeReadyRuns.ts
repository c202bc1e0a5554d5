import { datasetsWritten, type Outgoing, to } from '@floatchat/contracts/topics'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../Writer.ts'
import type { FileToWrite } from '../writing/FileToWrite.ts'
import { writeFileByFile } from '../writing/writeFileByFile.ts'
import { countRows } from './countRows.ts'
import type { FileRun } from './FileRun.ts'
import { refusalOf } from './failRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/**
 * Writes the complete small files of a partition; one that cannot be written, or whose event cannot be sent, goes to
 * the dead letters.
 *
 * @throws what the writer did wrong at one of them, after all others are written: it is tried again.
 */
export async function* writeReadyRuns(
  writer: Writer,
  runs: PartitionRuns,
  context: PartitionContext,
): AsyncGenerator<Outgoing<typeof datasetsWritten>> {
  let fault: unknown
  while (runs.ready.size > 0 && fault === undefined) {
    const batch = nextBatch(runs, writer.settings.WRITER_BATCH_FILES)
    for (const outcome of await writeFileByFile([...batch.keys()], writer.write)) {
      const run = batch.get(outcome.file)
      // Of another partition.
      if (run === undefined) continue
      try {
        if ('failure' in outcome) throw outcome.failure
        countRows(outcome)
        // An event that cannot be encoded is told here: it is this file's, not that of the others.
        yield to(datasetsWritten, 'DatasetWritten', outcome.event)
        await runs.written(run, context)
      } catch (error) {
        const refusal = refusalOf(runs, run, error, context)
        if (refusal === undefined) fault = error
        else {
          if (run.closing !== undefined) await context.deadLetter(run.closing, refusal)
          await runs.close(run, context)
        }
      }
    }
  }
  if (fault !== undefined) throw fault
}

/** The first complete runs, but only one over the same bytes: an earlier one is written before a later one. */
function nextBatch(runs: PartitionRuns, most: number): Map<FileToWrite, FileRun> {
  const batch = new Map<FileToWrite, FileRun>()
  const files = new Set<string>()
  for (const run of runs.ready.values()) {
    const { file } = run
    if (file === undefined) continue
    if (batch.size >= most || files.has(file.sha256)) break
    files.add(file.sha256)
    batch.set(file, run)
  }
  return batch
}
