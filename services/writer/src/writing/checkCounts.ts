import { permanent } from '@floatchat/contracts/IngestionError'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { countVersions } from '@floatchat/db/versions/changeVersions'
import { type DatasetOf, type IncomingFile, ownerOf, type Resolution } from '../versions/resolveVersions.ts'
import type { FileToWrite } from './FileToWrite.ts'

/**
 * Counts, in the database and before the commit, that every profile of each file is recorded or rejected, and that
 * what is said to be shown is there.
 *
 * @throws IngestionError INCOMPLETE_RUN where a profile got lost: nothing of the file may be committed.
 */
export async function checkCounts(
  connection: CommonQueryMethods,
  files: readonly FileToWrite[],
  incoming: readonly IncomingFile[],
  resolution: Resolution,
  datasetOf: DatasetOf,
): Promise<void> {
  const deciding = incoming.filter(({ home }) => home.isDeciding)
  const homes = new Map(deciding.map((file) => [file, datasetOf(ownerOf(file))] as const))
  const counts = await countVersions(connection, [...homes.values()])
  for (const [index, { closing, rejected }] of files.entries()) {
    const file = incoming[index]
    const home = file === undefined ? undefined : homes.get(file)
    if (file === undefined || home === undefined) continue
    const toShow = file.profiles.filter((profile) => resolution.shown.has(profile)).length
    const { recorded = 0, shown = 0, present = 0, is_same: isSame = toShow === 0 } = counts.get(home) ?? {}
    const total = closing.parsed.profiles_total
    if (recorded + rejected.length === total && shown === toShow && present === toShow && isSame) continue
    throw permanent(
      'INCOMPLETE_RUN',
      `'${closing.parsed.file.filename}' holds ${total} profiles, of which ${rejected.length} were rejected; the database ` +
        `counts ${recorded}, and ${present} of the ${toShow} that are the best version. Nothing of it was written: ` +
        'retry the job, and report it to the developers if it happens again.',
    )
  }
}
