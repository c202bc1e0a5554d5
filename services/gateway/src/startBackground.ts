import type { Database } from '@floatchat/db/connectDatabase'
import { watchGreyList } from '@floatchat/greylist/watchGreyList'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { driveOperations } from './operations/driveOperations.ts'
import { startProjection } from './projection/startProjection.ts'
import { startChangeRelay } from './relay/startChangeRelay.ts'
import { type Relay, startRelay } from './relay/startRelay.ts'
import type { Settings } from './settings.ts'

/** What goes on beside the requests: events go out, events come in, operations put further files into the outbox. */
export interface Background {
  /** Sends what the outbox holds, now. */
  readonly kickRelay: Relay['kick']
  /** An operation was begun, or changed. */
  readonly kickOperations: () => void
  /** Whether it takes part in the projection. */
  isMember(): boolean
  stopOperations(): Promise<void>
  stopProjection(): Promise<void>
  stopRelays(): Promise<void>
}

export async function startBackground(options: {
  readonly settings: Settings
  readonly database: Database
  readonly bucket: Bucket
  readonly log: Logger
}): Promise<Background> {
  const { settings, database, bucket, log } = options
  const relay = startRelay({ database, settings, log })
  const changeRelay = startChangeRelay({ database, settings, log })
  const enqueued = () => relay.kick('bulk')
  const projection = startProjection({
    ...{ database, settings, log, enqueued },
    ended(files) {
      relay.makeRoom(files)
      changeRelay.kick()
    },
  })
  const { REPROCESS_GREY_LIST, GREY_LIST_PATH } = settings
  const greyList =
    REPROCESS_GREY_LIST && GREY_LIST_PATH !== undefined ? await watchGreyList(GREY_LIST_PATH, log) : undefined
  const driver = driveOperations({
    ...{ database, bucket, log, greyList, bulkWindow: settings.OUTBOX_BULK_WINDOW, enqueued },
  })

  return {
    kickRelay: relay.kick,
    kickOperations: driver.kick,
    isMember: () => projection.isMember(),
    async stopOperations() {
      greyList?.close()
      await driver.stop()
    },
    stopProjection: () => projection.stop(),
    async stopRelays() {
      await Promise.all([relay.stop(), changeRelay.stop()])
    },
  }
}
