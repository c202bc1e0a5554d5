import type { Database } from '@floatchat/db/connectDatabase'
import { forgetDeadLetters } from '@floatchat/db/deadLetters/forgetDeadLetters'
import { removePurgedBytes } from '@floatchat/intake/removePurgedBytes'
import type { Bucket } from '@floatchat/objects/Bucket'
import { fillStaleArchives } from '@floatchat/projection/fillStaleArchives'
import type { Logger } from '@floatchat/service/logger'
import { repeat } from './repeat.ts'
import type { ResumableUploads } from './resumable/ResumableUploads.ts'
import type { Settings } from './settings.ts'
import { sweepBucket } from './upload/sweepBucket.ts'

const zipsMs = 2_000
const uploadsMs = 60_000
const sweepMs = 6 * 3_600_000

/** Does again and again what no request asks for: goes on with what was left, and removes what nobody needs. */
export function startUpkeep(options: {
  readonly settings: Pick<Settings, 'DEAD_LETTERS_KEEP_DAYS'>
  readonly database: Database
  readonly bucket: Bucket
  readonly uploads: ResumableUploads
  readonly kickRelay: () => void
  readonly log: Logger
}): { stop(): Promise<void> } {
  const { settings, database, bucket, uploads, kickRelay, log } = options
  const chores = [
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
