import { findHolders } from '@floatchat/db/datasets/findHolders'
import { deleteClaims, readClaimedFloats } from '@floatchat/db/floats/floatClaims'
import { lockFloats } from '@floatchat/db/floats/lockFloats'
import { profileKeyText } from '@floatchat/db/profiles/ProfileKey'
import { requestRereads } from '@floatchat/db/profiles/requestRereads'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { deleteVersions, saveShown } from '@floatchat/db/versions/changeVersions'
import {
  askMembers,
  hideVersions,
  lockParents,
  lockRequests,
  moveVersions,
  readHeldKeys,
  readWithdrawn,
  saveWithdrawals,
  type Withdrawal,
} from '@floatchat/db/withdrawals/applyWithdrawals'
import { foldClaims } from '../floats/saveClaims.ts'
import { movesOf } from '../versions/decideHomes.ts'
import { type Owner, resolveVersions } from '../versions/resolveVersions.ts'
import { findKnown } from '../writing/findKnown.ts'
import type { ProfileIds } from '../writing/ProfileIds.ts'
import { writeProfiles } from '../writing/writeProfiles.ts'

/**
 * Withdraws, restores and purges datasets within a transaction: of each profile that their files hold the best version in held
 * files is shown, as far as its levels are at hand, and better ones are asked for. Locks are taken in the order of
 * `writeFiles`; before them, where zips are among them, that of those who ask, for members that come late.
 */
export async function applyWithdrawals(
  connection: CommonQueryMethods,
  ids: ProfileIds,
  withdrawals: readonly Withdrawal[],
): Promise<void> {
  const datasets = await readWithdrawn(connection, [...new Set(withdrawals.map(({ datasetId }) => datasetId))])
  const sha256s = [...new Set(datasets.flatMap(({ sha256 }) => sha256 ?? []))]
  const zips = new Set(datasets.flatMap(({ dataset_id, is_zip }) => (is_zip ? [dataset_id] : [])))
  if (zips.size > 0) await lockRequests(connection)
  const floats = await lockFloats(connection, sha256s, await readClaimedFloats(connection, sha256s))
  if (zips.size > 0) await lockParents(connection, [...zips])
  await saveWithdrawals(connection, withdrawals)
  await askMembers(
    connection,
    withdrawals.filter(({ datasetId }) => zips.has(datasetId)),
  )

  // Not before the locks: another dataset of the same bytes may have come until they were had.
  const holders = await findHolders(connection, sha256s, [])
  const moves = movesOf(holders)
  await moveVersions(
    connection,
    moves.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }])),
  )
  const forgotten = moves.flatMap(({ from, to }) => (to === undefined ? [from] : []))
  await deleteVersions(connection, forgotten)
  await deleteClaims(connection, forgotten)
  const concerned = holders.map(({ dataset_id }) => dataset_id)
  await hideVersions(connection, concerned)
  const keys = await readHeldKeys(connection, concerned)
  const known = await findKnown(
    connection,
    [],
    keys.map((key) => ({ key, keyText: profileKeyText(key) })),
  )
  const resolution = resolveVersions([], known)
  await writeProfiles(connection, ids, resolution, floats, datasetOf)
  await saveShown(connection, resolution.changed)
  // Also those that nothing is said of any more: they were made only to be locked.
  await foldClaims(connection, [...floats.keys()], floats)
  await requestRereads(connection, [...resolution.wanted])
}

/** Nothing is written here: every version is of a dataset that is there. */
function datasetOf(owner: Owner): number {
  if ('datasetId' in owner) return owner.datasetId
  throw new Error(`file ${owner.fileId} is not written here`)
}
