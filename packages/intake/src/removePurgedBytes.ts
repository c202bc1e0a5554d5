import type { Database } from '@floatchat/db/connectDatabase'
import { findPurgedBytes, markBytesRemoved } from '@floatchat/db/withdrawals/purgedBytes'
import type { Bucket } from '@floatchat/objects/Bucket'

const atOnce = 500

/**
 * Removes the raw bytes of purged datasets that are still in the bucket: those of the latest request, and what an
 * earlier one left behind because the bucket was away.
 */
export async function removePurgedBytes(database: Database, bucket: Pick<Bucket, 'remove'>): Promise<number> {
  let removed = 0
  for (;;) {
    const purged = await findPurgedBytes(database, atOnce)
    if (purged.length === 0) return removed
    for (const { key } of purged) {
      if (key === null) continue
      await bucket.remove(key)
      removed += 1
    }
    await markBytesRemoved(
      database,
      purged.map(({ withdrawal_id }) => withdrawal_id),
    )
  }
}
