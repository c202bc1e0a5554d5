import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import { inTransaction } from './inTransaction.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { writeFiles } from './writeFiles.ts'

/** What became of a file: written, or refused by the database, or not written because of a fault of the writer. */
export type Outcome = FileWritten | { readonly file: FileToWrite; readonly failure: unknown }

/**
 * Writes complete files whose levels are in memory, together in one transaction, each of them whole. If
 * one cannot be written, all are written one by one, to find which.
 *
 * @throws IngestionError where the database is away. No file is lost: call it again with the same.
 */
export async function writeReady(
  database: Database,
  ids: ProfileIds,
  files: readonly FileToWrite[],
): Promise<Outcome[]> {
  const doing =
    files.length === 1
      ? `Writing '${files[0]?.closing.parsed.file.filename}'`
      : `Writing ${files.length} files together`
  try {
    return [...(await inTransaction(database, doing, (connection) => writeFiles(connection, ids, files)))]
  } catch (error) {
    if (error instanceof IngestionError && error.retryable) throw error
    const [only, ...others] = files
    if (only !== undefined && others.length === 0) return [{ file: only, failure: error }]
  }
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(...(await writeReady(database, ids, [file])))
  return outcomes
}
