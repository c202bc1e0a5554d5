import type { FloatRow } from '@floatchat/db/floats/lockFloats'
import { refreshPositions } from '@floatchat/db/floats/refreshPositions'
import { adoptProfiles } from '@floatchat/db/profiles/adoptProfiles'
import { copyProfiles } from '@floatchat/db/profiles/copyProfiles'
import { deleteLevels, deleteProfiles } from '@floatchat/db/profiles/deleteProfiles'
import type { CommonQueryMethods } from '@floatchat/db/types'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import type { DatasetOf, Resolution } from '../versions/resolveVersions.ts'
import { copyProfileLevels } from './copyProfileLevels.ts'
import type { ProfileIds } from './ProfileIds.ts'
import { recordResolution } from './recordChanges.ts'

/**
 * Makes profiles, their levels and the positions of their cycles what was decided, and notes what changes by it.
 *
 * @param whileBoth called when what comes has been copied, under which ids, and what it replaces is still there.
 */
export async function writeProfiles(
  connection: CommonQueryMethods,
  ids: ProfileIds,
  resolution: Resolution,
  floats: ReadonlyMap<string, FloatRow>,
  datasetOf: DatasetOf,
  whileBoth?: (idOf: (profile: IncomingProfile) => number) => Promise<void>,
): Promise<void> {
  const { winners, kept, gone, wasted } = resolution
  await deleteLevels(
    connection,
    wasted.flatMap(({ profileId }) => profileId ?? []),
  )
  const copied = await copyProfileLevels(
    connection,
    ids,
    winners.map(({ levels }) => levels).filter(({ profileId }) => profileId === undefined),
  )
  // Copied before, or else just now.
  const idOf = (profile: IncomingProfile) => profile.profileId ?? (copied.get(profile) as number)
  await whileBoth?.(idOf)
  await deleteProfiles(connection, [
    ...winners.flatMap(({ replaces }) => replaces?.profileId ?? []),
    ...gone.map(({ stored }) => stored.profileId),
  ])
  await adoptProfiles(
    connection,
    kept
      .map(({ stored, version, owner }) => ({ stored, runId: version.runId, datasetId: datasetOf(owner) }))
      .filter(({ stored, runId, datasetId }) => datasetId !== stored.datasetId || runId > stored.runId)
      .map(({ stored, runId, datasetId }) => ({ profileId: stored.profileId, runId, datasetId })),
  )
  const now = Date.now()
  await copyProfiles(
    connection,
    winners.map(({ levels, facts, owner, replaces }) => ({
      profileId: idOf(levels),
      // Every platform has been locked.
      floatId: floats.get(levels.key.platformNumber)?.float_id as number,
      datasetId: datasetOf(owner),
      createdAt: replaces?.createdAt ?? now,
      facts: facts.facts,
    })),
  )
  await refreshPositions(connection, [...winners.map(({ levels }) => levels.key), ...gone.map(({ key }) => key)])
  await recordResolution(connection, resolution, datasetOf)
}
