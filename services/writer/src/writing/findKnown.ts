import { findProfiles } from '@floatchat/db/profiles/findProfiles'
import { type ProfileKey, profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { findVersions } from '@floatchat/db/versions/findVersions'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import type { Known } from '../versions/resolveVersions.ts'

/** What the database knows of some profiles, and of those that files were found to hold before. */
export async function findKnown(
  connection: CommonQueryMethods,
  sha256s: readonly string[],
  profiles: Iterable<Pick<IncomingProfile, 'key' | 'keyText'>>,
): Promise<Known> {
  const keys = new Map<string, ProfileKey>()
  for (const { key, keyText } of profiles) keys.set(keyText, key)
  const known = await findVersions(connection, [...keys.values()], sha256s)
  for (const { key } of known) keys.set(profileKeyText(key), key)
  return { keys, known, stored: await findProfiles(connection, [...keys.values()]) }
}
