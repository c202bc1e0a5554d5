import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'

/** What became of a file: written, or refused by the database, or not written because of a fault of the writer. */
export type Outcome = FileWritten | { readonly file: FileToWrite; readonly failure: unknown }

/**
 * Writes files together. Where that fails they are written one by one, to find whose failure it is.
 *
 * @throws what may pass: an outage, a conflict. No file is lost: call it again with the same.
 */
export async function writeFileByFile(
  files: readonly FileToWrite[],
  write: (files: readonly FileToWrite[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  try {
    return await write(files)
  } catch (error) {
    if (error instanceof IngestionError && error.retryable) throw error
    const [only, ...others] = files
    if (only !== undefined && others.length === 0) return [{ file: only, failure: error }]
  }
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(...(await writeFileByFile([file], write)))
  return outcomes
}
