import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { forgetArchivesStale, quietArchives } from '@floatchat/db/datasets/archiveDatasets'
import { keepProjection, lockJobs } from '@floatchat/db/jobs/lockJobs'
import { refreshJobs } from './refreshJobs.ts'

/** Members that are read again come a window at a time: a pause between two is shorter. */
const usualQuietSeconds = 5

/**
 * Zips whose members were read again, by an operation or a replay, get their statistics and an event for their summary
 * once that is over. Several instances may do it at once.
 *
 * @param quietSeconds for so long none of their members was read again.
 * @returns whether an event was put into the outbox.
 */
export function fillStaleArchives(database: Database, quietSeconds = usualQuietSeconds): Promise<boolean> {
  return asDatabaseWork('Filling the datasets of zips that were read again', () =>
    database.pool.transaction(async (transaction) => {
      const jobIds = await quietArchives(transaction, quietSeconds)
      if (jobIds.length === 0) return false
      await keepProjection(transaction)
      await lockJobs(transaction, jobIds)
      // Before they are filled: a member that is heard of from here on marks them anew.
      await forgetArchivesStale(transaction, jobIds)
      return refreshJobs(transaction, jobIds, true)
    }),
  )
}
