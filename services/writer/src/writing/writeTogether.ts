import type { Database } from '@floatchat/db/connectDatabase'
import { gathered } from '@floatchat/service/gathered'
import type { FileToWrite } from './FileToWrite.ts'
import type { ProfileIds } from './ProfileIds.ts'
import type { Outcome } from './writeFileByFile.ts'
import { writeReady } from './writeReady.ts'

/** Files of less than this, decoded bytes together, wait for those of other partitions. */
const fewBytes = 1 << 20

/**
 * As `writeReady`, but what several partitions have to write at about the same time, where it is little, goes in
 * one transaction: files of one float would only wait for each other, and a transaction costs more than a small file.
 *
 * @returns the outcomes of these files, and maybe of others.
 */
export function writeTogether(
  database: Database,
  ids: ProfileIds,
  filesAtOnce: number,
): (files: readonly FileToWrite[]) => Promise<readonly Outcome[]> {
  const together = gathered(async (files: readonly FileToWrite[]) => {
    const outcomes: Outcome[] = []
    for (const lot of lots(files, filesAtOnce)) outcomes.push(...(await writeReady(database, ids, lot)))
    return outcomes
  })
  return (files) => (bytesOf(files) < fewBytes ? together(files) : writeReady(database, ids, files))
}

/** Only one run over the same bytes in a transaction: an earlier one is written before a later one. */
function* lots(files: readonly FileToWrite[], most: number): Generator<FileToWrite[]> {
  let lot = new Map<string, FileToWrite>()
  for (const file of files) {
    if (lot.has(file.sha256) || lot.size >= most) {
      yield [...lot.values()]
      lot = new Map()
    }
    lot.set(file.sha256, file)
  }
  yield [...lot.values()]
}

function bytesOf(files: readonly FileToWrite[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}
