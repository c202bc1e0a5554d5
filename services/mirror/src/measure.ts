import type { Database } from '@floatchat/db/connectDatabase'
import { readCentreShares, readMirrors } from '@floatchat/db/mirror/readMirrors'
import { files, oldestWanted, profilesByCentre } from './mirrorMetrics.ts'

/** Reads from the database what the metrics tell of the source as a whole. */
export async function measure(database: Database, addresses: readonly string[]): Promise<void> {
  const all = await readMirrors(database, 1)
  const mirror = all.find((each) => each.addresses.some((address) => addresses.includes(address)))
  if (mirror === undefined) return
  oldestWanted.set(mirror.oldest_wanted === null ? 0 : (Date.now() - mirror.oldest_wanted) / 1000)
  for (const state of ['wanted', 'on_their_way', 'held', 'failed', 'missing'] as const)
    files.set({ state }, mirror[state])
  profilesByCentre.reset()
  for (const { data_centre, data_mode, profiles } of await readCentreShares(database))
    profilesByCentre.set({ data_centre, data_mode }, profiles)
}
