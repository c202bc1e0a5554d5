import { copyLevels, type EncodedLevels, encodeLevels } from '@floatchat/db/profiles/copyLevels'
import type { ProfileLevels } from '@floatchat/db/profiles/measurementRows'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { profileBytes } from '../runs/profileBytes.ts'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import { giveLevelBuffers, type LevelBuffers, takeLevelBuffers } from './levelBuffers.ts'
import type { ProfileIds } from './ProfileIds.ts'

/** Decoded bytes that are encoded and copied at once: enough to make the statement's own cost small. */
const bytesAtOnce = 2 * 1024 * 1024

/** Profiles encoded for the database, in buffers that are given back by `copyLot`. */
export interface Lot {
  readonly encoded: EncodedLevels
  readonly buffers: LevelBuffers
}

export function encodeLot(profiles: readonly ProfileLevels[]): Lot {
  const buffers = takeLevelBuffers()
  return { encoded: encodeLevels(profiles, buffers), buffers }
}

export async function copyLot(connection: CommonQueryMethods, { encoded, buffers }: Lot): Promise<void> {
  await copyLevels(connection, encoded)
  // Not after a failure: the socket may still read from them.
  giveLevelBuffers(buffers)
}

/**
 * Copies the levels and variables of profiles, which are in memory, under new ids. While the server
 * takes in one lot, the next is encoded.
 *
 * @returns the ids.
 */
export async function copyProfileLevels(
  connection: CommonQueryMethods,
  profileIds: ProfileIds,
  profiles: readonly IncomingProfile[],
): Promise<ReadonlyMap<IncomingProfile, number>> {
  const ids = await profileIds.take(connection, profiles)
  let copying: Promise<void> = Promise.resolve()
  for (const levels of lots(ids)) {
    const lot = encodeLot(levels)
    await copying
    copying = copyLot(connection, lot)
    // It is awaited below, or before the next; until then its failure is not unhandled.
    copying.catch(() => {})
  }
  await copying
  return ids
}

function* lots(ids: ReadonlyMap<IncomingProfile, number>): Generator<ProfileLevels[]> {
  let lot: ProfileLevels[] = []
  let bytes = 0
  for (const [{ cleaned, number }, profileId] of ids) {
    if (cleaned === undefined) throw new Error(`the levels of profile ${number} are not in memory any more`)
    lot.push({ profileId, cleaned })
    bytes += profileBytes(cleaned)
    if (bytes >= bytesAtOnce) {
      yield lot
      lot = []
      bytes = 0
    }
  }
  if (lot.length > 0) yield lot
}
