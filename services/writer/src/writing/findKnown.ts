import { findProfiles, type StoredProfile } from '@floatchat/db/profiles/findProfiles'
import { type ProfileKey, profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { findVersions, type KnownVersion } from '@floatchat/db/versions/findVersions'
import type { IncomingFile } from '../versions/resolveVersions.ts'

export interface Known {
  readonly known: readonly KnownVersion[]
  readonly stored: ReadonlyMap<string, StoredProfile>
}

/** What the database knows of all profiles that the files hold, or were found to hold before. */
export async function findKnown(
  connection: CommonQueryMethods,
  sha256s: readonly string[],
  files: readonly IncomingFile[],
): Promise<Known> {
  const keys = new Map<string, ProfileKey>()
  for (const { profiles } of files) for (const { key, keyText } of profiles) keys.set(keyText, key)
  const known = await findVersions(connection, [...keys.values()], sha256s)
  for (const { key } of known) keys.set(profileKeyText(key), key)
  return { known, stored: await findProfiles(connection, [...keys.values()]) }
}
