import type { Database } from '@floatchat/db/connectDatabase'
import { forgetDeadLetters } from '@floatchat/db/deadLetters/forgetDeadLetters'
import { removePurgedBytes } from '@floatchat/intake/removePurgedBytes'
import type { AskAdmin } from '@floatchat/kafka/KeptAdmin'
import type { Bucket } from '@floatchat/objects/Bucket'
import { fillStaleArchives } from '@floatchat/projection/fillStaleArchives'
import type { Logger } from '@floatchat/service/logger'
import { waitsBehindOthers } from './jobs/waitsBehindOthers.ts'
import { watchStuckJobs } from './jobs/watchStuckJobs.ts'
import { repeat } from './repeat.ts'
import type { ResumableUploads } from './resumable/ResumableUploads.ts'
import type { Settings } from './settings.ts'
import { sweepBucket } from './upload/sweepBucket.ts'

const zipsMs = 2_000
const uploadsMs = 60_000
const sweepMs = 6 * 3_600_000

/** Does again and again what no request asks for: goes on with what was left, and removes what nobody needs. */
export function startUpkeep(options: {
  readonly settings: Settings
  readonly database: Database
  readonly bucket: Bucket
  readonly uploads: ResumableUploads
  readonly ask: AskAdmin
  readonly kickRelay: () => void
  readonly log: Logger
}): { stop(): Promise<void> } {
  const { settings, database, bucket, uploads, ask, kickRelay, log } = options
  const { STUCK_RUNNING_MINUTES: runningMinutes, STUCK_PENDING_MINUTES: pendingMinutes } = settings
  const look = waitsBehindOthers(ask, settings.TOPIC_PREFIX)
  const chores = [
    repeat('looking for stuck jobs', settings.STUCK_CHECK_SECONDS * 1000, log, async () => {
      await watchStuckJobs({ database, log, runningMinutes, pendingMinutes, look })
      kickRelay()
    }),
    repeat('looking after zips that are read again', zipsMs, log, async () => {
      if (await fillStaleArchives(database)) kickRelay()
    }),
    repeat('looking after uploads', uploadsMs, log, () => uploads.lookAfter()),
    repeat('removing purged bytes', sweepMs, log, async () => {
      await removePurgedBytes(database, bucket)
    }),
    repeat('sweeping the bucket', sweepMs, log, () => sweepBucket(bucket, database, log)),
    repeat('forgetting dead letters', sweepMs, log, async () => {
      await forgetDeadLetters(database, settings.DEAD_LETTERS_KEEP_DAYS)
    }),
  ]
  return {
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()))
    },
  }
}
