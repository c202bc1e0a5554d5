import { copyLevels, encodeLevels } from '@floatchat/db/load/copyLevels'
import type { ProfileLevels } from '@floatchat/db/load/measurementRows'
import { takeProfileIds } from '@floatchat/db/load/takeProfileIds'
import type { CommonQueryMethods } from '@floatchat/db/load/types'
import { profileBytes } from '../runs/profileBytes.ts'
import type { IncomingProfile } from '../versions/IncomingProfile.ts'
import { withLevelBuffers } from './levelBuffers.ts'

/** Decoded bytes that are encoded and copied at once: enough to make the statement's own cost small. */
const bytesAtOnce = 2 * 1024 * 1024

/**
 * Copies the levels and variables of profiles, which are in memory, under new ids. While the server
 * takes in one lot, the next is encoded.
 *
 * @returns the ids.
 */
export async function copyProfileLevels(
  connection: CommonQueryMethods,
  profiles: readonly IncomingProfile[],
): Promise<ReadonlyMap<IncomingProfile, number>> {
  if (profiles.length === 0) return new Map()
  const taken = await takeProfileIds(connection, profiles.length)
  const ids = new Map(profiles.map((profile, index) => [profile, taken[index] as number])) // As many as asked for.
  let copying: Promise<void> = Promise.resolve()
  try {
    for (const lot of lots(ids)) {
      const before = copying
      copying = withLevelBuffers(async (buffers) => {
        const encoded = encodeLevels(lot, buffers)
        await before
        await copyLevels(connection, encoded)
      })
      // Whoever awaits it hears of it; until then it is not unhandled.
      copying.catch(() => {})
      await before
    }
  } finally {
    await copying
  }
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
