import type { CommonQueryMethods } from '@floatchat/db/types'
import { deleteVersions, saveShown } from '@floatchat/db/versions/changeVersions'
import { copyProvenance } from '@floatchat/db/versions/copyProvenance'
import { copyVersions } from '@floatchat/db/versions/copyVersions'
import { type DatasetOf, type IncomingFile, ownerOf, type Resolution } from '../versions/resolveVersions.ts'

/** Datasets under which it stands what the files were found to hold before. */
export function formerHomes(deciding: readonly IncomingFile[]): number[] {
  return deciding.flatMap(({ home: { datasetId, former } }) =>
    datasetId === undefined ? former : [datasetId, ...former],
  )
}

/** Records what the files hold, in place of what they were found to hold before, and which versions are shown. */
export async function recordVersions(
  connection: CommonQueryMethods,
  deciding: readonly IncomingFile[],
  { shown, changed }: Resolution,
  datasetOf: DatasetOf,
): Promise<void> {
  await deleteVersions(connection, formerHomes(deciding))
  await copyVersions(
    connection,
    deciding.flatMap((file) => {
      const datasetId = datasetOf(ownerOf(file))
      return file.profiles.map((profile) => ({ ...profile, datasetId, isShown: shown.has(profile) }))
    }),
  )
  await copyProvenance(
    connection,
    deciding.flatMap((file) => {
      const datasetId = datasetOf(ownerOf(file))
      return file.profiles.flatMap(({ number, provenance }) =>
        provenance === undefined ? [] : { datasetId, number, provenance },
      )
    }),
  )
  await saveShown(connection, changed)
}
