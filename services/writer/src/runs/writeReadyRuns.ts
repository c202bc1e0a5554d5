import { datasetsWritten, type Outgoing, to } from '@floatchat/contracts/topics'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { Writer } from '../handle.ts'
import type { FileToWrite } from '../writing/FileToWrite.ts'
import { countRows } from './countRows.ts'
import type { FileRun } from './FileRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/** Writes the complete small files of a partition; one that the database refuses goes to the dead letters. */
export async function* writeReadyRuns(
  writer: Writer,
  runs: PartitionRuns,
  context: PartitionContext,
): AsyncGenerator<Outgoing<typeof datasetsWritten>> {
  while (runs.ready.size > 0) {
    const batch = nextBatch(runs, writer.settings.WRITER_BATCH_FILES)
    for (const outcome of await writer.write([...batch.keys()])) {
      const run = batch.get(outcome.file)
      // Of another partition.
      if (run === undefined) continue
      if ('event' in outcome) {
        countRows(outcome)
        yield to(datasetsWritten, 'DatasetWritten', outcome.event)
        await runs.written(run, context)
      } else {
        if (run.closing !== undefined) await context.deadLetter(run.closing, outcome.refusal)
        await runs.close(run, context)
      }
    }
  }
}

/** The first complete runs, but only one over the same bytes: an earlier one is written before a later one. */
function nextBatch(runs: PartitionRuns, most: number): Map<FileToWrite, FileRun> {
  const batch = new Map<FileToWrite, FileRun>()
  const files = new Set<string>()
  for (const run of runs.ready.values()) {
    if (run.closing === undefined) continue
    const { sha256 } = run.closing.value.parsed.file
    if (batch.size >= most || files.has(sha256)) break
    files.add(sha256)
    batch.set(run.complete(run.closing.value), run)
  }
  return batch
}
