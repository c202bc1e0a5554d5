import { createHash } from 'node:crypto'
import { beginOperation, countChosen } from '@floatchat/db/operations/beginOperation'
import { readGreyListFloats, saveGreyListFloats } from '@floatchat/db/operations/greyListFloats'
import type { Transaction } from '@floatchat/db/Transaction'
import type { GreyListEntry } from '@floatchat/greylist/GreyList'
import type { WatchedGreyList } from '@floatchat/greylist/watchGreyList'
import type { Logger } from '@floatchat/service/logger'

/** Cleaners look at the list every five seconds: they are to have read it first. */
const settledMs = 10_000

/**
 * Begins an operation for the floats of which the grey list says something else than when it was looked at last, in
 * the transaction that remembers what it says now: once, whoever is killed when. At first all floats that it names.
 *
 * @returns the digest of the list, once that was compared; undefined while cleaners may not have read it.
 */
export async function reprocessGreyList(
  transaction: Transaction,
  list: Pick<WatchedGreyList, 'current' | 'sha256' | 'writtenAt'>,
  log: Logger,
  now = Date.now(),
): Promise<string | undefined> {
  const digest = list.sha256()
  if (now - list.writtenAt() < settledMs) return undefined
  const changed = new Map<string, string | undefined>()
  const known = await readGreyListFloats(transaction)
  for (const [platform, entries] of list.current()) {
    const said = entriesSha256(entries)
    if (known.get(platform) !== said) changed.set(platform, said)
  }
  for (const platform of known.keys()) if (!list.current().has(platform)) changed.set(platform, undefined)
  if (changed.size === 0) return digest
  await saveGreyListFloats(transaction, changed)
  const floats = [...changed.keys()].sort()
  const choice = { floats, greyList: digest }
  const { files } = await countChosen(transaction, choice)
  log.info({ floats: floats.length, files }, 'the grey list says something else of some floats')
  if (files === 0) return digest
  await beginOperation(transaction, {
    choice,
    request: { floats, grey_list: digest },
    by: 'the grey list',
    because: `The grey list has changed for ${floats.length} floats.`,
  })
  return digest
}

/** Of what the entries say of the float, in whatever order they stand. */
export function entriesSha256(entries: readonly GreyListEntry[]): string {
  const lines = entries.map(({ parameter, from, to, flag }) => JSON.stringify([parameter, from, to, flag]))
  return createHash('sha256')
    .update([...new Set(lines)].sort().join('\n'))
    .digest('hex')
}
