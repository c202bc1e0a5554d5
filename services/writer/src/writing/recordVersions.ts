import type { CommonQueryMethods } from '@floatchat/db/types'
import { deleteVersions, saveShown } from '@floatchat/db/versions/changeVersions'
import { copyProvenance } from '@floatchat/db/versions/copyProvenance'
import { copyVersions } from '@floatchat/db/versions/copyVersions'
import type { IncomingFile, Owner, Resolution } from '../versions/resolveVersions.ts'
import type { DatasetOf } from './writeProfiles.ts'

/** The dataset that has, or is to have, the versions of a file. */
export function homeOf({ sha256, fileId }: IncomingFile, { homes }: Pick<Resolution, 'homes'>): Owner {
  const datasetId = homes.get(sha256)
  return datasetId === undefined ? { fileId } : { datasetId }
}

/** Records what the files hold, in place of what they were found to hold before, and which versions are shown. */
export async function recordVersions(
  connection: CommonQueryMethods,
  resolution: Resolution,
  datasetOf: DatasetOf,
): Promise<void> {
  const { deciding, homes, shown, changed } = resolution
  await deleteVersions(
    connection,
    [...deciding].flatMap(({ sha256 }) => homes.get(sha256) ?? []),
  )
  await copyVersions(
    connection,
    [...deciding].flatMap((file) => {
      const datasetId = datasetOf(homeOf(file, resolution))
      return file.profiles.map((profile) => ({ ...profile, datasetId, isShown: shown.has(profile) }))
    }),
  )
  await copyProvenance(
    connection,
    [...deciding].flatMap((file) => {
      const datasetId = datasetOf(homeOf(file, resolution))
      return file.profiles.flatMap(({ number, provenance }) =>
        provenance === undefined ? [] : { datasetId, number, provenance },
      )
    }),
  )
  await saveShown(connection, changed)
}
