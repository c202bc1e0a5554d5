import { IngestionError, permanent } from '@floatchat/contracts/IngestionError'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { FileRun } from './FileRun.ts'
import type { PartitionRuns } from './PartitionRuns.ts'

/**
 * Something went wrong with a run, and what it had gathered is of no use any more. A refusal is kept until the run is
 * closed; after a meeting with another transaction it is read again; an outage is thrown, so that the stage waits; and
 * so is a fault of the writer, so that it is reported and tried again, but not for ever.
 */
export async function failRun(
  runs: PartitionRuns,
  run: FileRun,
  error: unknown,
  context: PartitionContext,
): Promise<void> {
  const refusal = refusalOf(runs, run, error, context)
  await run.letGo(refusal)
  const isConflict = error instanceof IngestionError && error.code === 'TRANSACTION_CONFLICT'
  if (refusal === undefined && !isConflict) throw error
}

/** Why a run will never be written; undefined where it may be yet. */
export function refusalOf(
  runs: PartitionRuns,
  run: FileRun,
  error: unknown,
  context: PartitionContext,
): IngestionError | undefined {
  if (error instanceof IngestionError) return error.retryable ? undefined : error
  if (!runs.isHopeless(run)) return undefined
  context.log.error({ err: error, run: run.identity.run_id }, 'a fault of the writer: the file is given up')
  const said = error instanceof Error ? error.message : String(error)
  return permanent(
    'INTERNAL',
    `File ${run.identity.file_id} could not be written because of a fault of the writer: ${said}. Nothing of it was ` +
      'written: report it to the developers, and retry the job when it is mended.',
    error,
  )
}
