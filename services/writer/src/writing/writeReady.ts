import { setTimeout as sleep } from 'node:timers/promises'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { databaseError } from '@floatchat/db/databaseError'
import { OpenTransaction } from '@floatchat/db/OpenTransaction'
import type { FileToWrite, FileWritten } from './FileToWrite.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { writeFiles } from './writeFiles.ts'

/** What became of a file: written, or refused by the database, or not written because of a fault of the writer. */
export type Outcome = FileWritten | { readonly file: FileToWrite; readonly failure: unknown }

/** How often a transaction that met another is tried again at once. */
const tries = 6

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
  try {
    return [...(await inTransaction(database, ids, files))]
  } catch (error) {
    if (error instanceof IngestionError && error.retryable) throw error
    const [only, ...others] = files
    if (only !== undefined && others.length === 0) return [{ file: only, failure: error }]
  }
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(...(await writeReady(database, ids, [file])))
  return outcomes
}

async function inTransaction(
  database: Database,
  ids: ProfileIds,
  files: readonly FileToWrite[],
): Promise<readonly FileWritten[]> {
  const doing =
    files.length === 1
      ? `Writing '${files[0]?.closing.parsed.file.filename}'`
      : `Writing ${files.length} files together`
  for (let attempt = 1; ; attempt += 1) {
    let transaction: OpenTransaction | undefined
    try {
      transaction = await OpenTransaction.begin(database.pool)
      const written = await writeFiles(transaction.connection, ids, files)
      await transaction.commit()
      return written
    } catch (error) {
      await transaction?.rollback()
      const known = databaseError(error, doing)
      const met = known instanceof IngestionError && known.code === 'TRANSACTION_CONFLICT'
      if (!met || attempt >= tries) throw known
      await sleep(Math.random() * 20 * attempt)
    }
  }
}
