import type { Database } from '@floatchat/db/connectDatabase'
import type { FileToWrite } from './FileToWrite.ts'
import { inTransaction } from './inTransaction.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { type Outcome, writeFileByFile } from './writeFileByFile.ts'
import { writeFiles } from './writeFiles.ts'

/**
 * Writes complete files whose levels are in memory, together in one transaction, each of them whole. If
 * one cannot be written, all are written one by one, to find which.
 *
 * @throws IngestionError where the database is away. No file is lost: call it again with the same.
 */
export function writeReady(
  database: Database,
  ids: ProfileIds,
  files: readonly FileToWrite[],
): Promise<readonly Outcome[]> {
  return writeFileByFile(files, (lot) => {
    const doing =
      lot.length === 1 ? `Writing '${lot[0]?.closing.parsed.file.filename}'` : `Writing ${lot.length} files together`
    return inTransaction(database, doing, (connection) => writeFiles(connection, ids, lot))
  })
}
