import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@floatchat/db/connectDatabase'
import {
  asOnlyDriver,
  isAnythingRunning,
  runningOperations,
  settleFiles,
} from '@floatchat/db/operations/driveOperations'
import type { WatchedGreyList } from '@floatchat/greylist/watchGreyList'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { schedules } from '@floatchat/service/Schedule'
import { takeTurns } from '../takeTurns.ts'
import { reprocessGreyList } from './reprocessGreyList.ts'
import { sendFiles } from './sendFiles.ts'

export interface Driver {
  /** An operation was begun, or changed: it is looked at now. */
  kick(): void
  stop(): Promise<void>
}

/** While something runs; what the stages do meanwhile must be less than what waits in the outbox. */
const busyMs = 250
/** What another gateway was told of is found by looking. */
const idleMs = 2_000
/** Windows of the bulk lane, as wide as they get, that operations have under way or waiting in the outbox. */
const windowsAhead = 2

/**
 * Drives operations, one gateway at a time: counts the files that have ended, and puts further ones into the bulk lane
 * as there is room. All that is known stands in the database, so whoever is killed, another goes on.
 */
export function driveOperations(options: {
  readonly database: Database
  readonly bucket: Bucket
  readonly log: Logger
  readonly bulkWindow: number
  /** Where set, what a new list says otherwise of a float has its files reprocessed. */
  readonly greyList: WatchedGreyList | undefined
  /** Called after events were put into the outbox. */
  readonly enqueued: () => void
}): Driver {
  const { database, bucket, log, bulkWindow, greyList, enqueued } = options
  const stopping = new AbortController()
  let wake = new AbortController()
  /** The grey list that was compared last: it is not compared again at each turn. */
  let compared: string | undefined
  const running = run()

  return {
    kick: () => wake.abort(),
    async stop() {
      stopping.abort()
      wake.abort()
      await running
    },
  }

  function run(): Promise<void> {
    const { signal } = stopping
    const failing = 'operations cannot be driven: they wait'
    return takeTurns({ signal, log, schedule: schedules.outage, failing }, async () => {
      wake = new AbortController()
      const isBusy = await turn()
      const either = AbortSignal.any([wake.signal, signal])
      await sleep(isBusy ? busyMs : idleMs, undefined, { signal: either }).catch(() => {})
    })
  }

  /** @returns whether something runs that this instance drives. */
  async function turn(): Promise<boolean> {
    const isListNew = greyList !== undefined && greyList.sha256() !== compared
    // At rest one question in two seconds.
    if (!isListNew && !(await isAnythingRunning(database))) return false
    let sent = 0
    let list = compared
    const isBusy = await asOnlyDriver(database, async (transaction) => {
      if (isListNew) list = await reprocessGreyList(transaction, greyList, log)
      await settleFiles(transaction, greyList?.sha256())
      const operations = await runningOperations(transaction)
      const share = Math.ceil((windowsAhead * bulkWindow) / Math.max(1, operations.length))
      for (const { operation_id, sent: underWay } of operations) {
        if (underWay < share) sent += await sendFiles(transaction, bucket, operation_id, share - underWay)
      }
      return operations.length > 0
    })
    compared = list
    if (sent > 0) enqueued()
    return isBusy === true
  }
}
