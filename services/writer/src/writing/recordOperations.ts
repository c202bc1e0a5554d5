import { type ChangedProfile, recordChanges } from '@floatchat/db/operations/recordChanges'
import { profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import type { CommonQueryMethods } from '@floatchat/db/types'
import type { KnownVersion } from '@floatchat/db/versions/findVersions'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import type { Resolution } from '../versions/resolveVersions.ts'
import type { FileToWrite } from './FileToWrite.ts'

/**
 * Adds what the files of operations change to what those have changed so far. Files that came by themselves, which is
 * nearly all, cost nothing.
 *
 * @param known the versions that were known before, for whose profile it was that is gone.
 */
export async function recordOperations(
  connection: CommonQueryMethods,
  files: readonly FileToWrite[],
  known: readonly KnownVersion[],
  { winners, gone }: Resolution,
  idOf: (profile: IncomingProfile) => number,
): Promise<void> {
  const byProfile = new Map<IncomingProfile, string>()
  const byDigest = new Map<string, string>()
  for (const { closing, sha256, profiles } of files) {
    const { operation_id: operationId } = closing.parsed.file
    if (operationId === null) continue
    byDigest.set(sha256, operationId)
    for (const profile of profiles) byProfile.set(profile, operationId)
  }
  if (byDigest.size === 0) return
  const byKey = new Map<string, string>()
  for (const { key, sha256, isShown } of known) {
    const operationId = byDigest.get(sha256)
    if (operationId !== undefined && isShown) byKey.set(profileKeyText(key), operationId)
  }
  const changed: ChangedProfile[] = []
  for (const { levels, facts, replaces } of winners) {
    const operationId = byProfile.get(facts)
    if (operationId === undefined) continue
    const after = { profileId: idOf(levels), failedTests: facts.failedTests }
    changed.push({ operationId, platformNumber: facts.key.platformNumber, before: replaces?.profileId, after })
  }
  for (const { key, stored } of gone) {
    const operationId = byKey.get(profileKeyText(key))
    if (operationId === undefined) continue
    changed.push({ operationId, platformNumber: key.platformNumber, before: stored.profileId, after: undefined })
  }
  await recordChanges(connection, changed)
}
