import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@floatchat/db/connectDatabase'
import { relayBulk } from '@floatchat/db/outbox/relayBulk'
import { outboxBacklog, outboxIsEmpty, type QueuedEvent, relayOutbox } from '@floatchat/db/outbox/relayOutbox'
import type { Lane } from '@floatchat/intake/openIntake'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import type { Logger } from '@floatchat/service/logger'
import { schedules } from '@floatchat/service/Schedule'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { StageIo } from '@floatchat/stage/StageIo'
import { outboxWaiting } from '../http/httpMetrics.ts'
import type { Settings } from '../settings.ts'
import { takeTurns } from '../takeTurns.ts'
import { BulkWindow } from './BulkWindow.ts'
import { encodeEvent, relayedTopics } from './encodeEvent.ts'
import { isAwaited } from './isAwaited.ts'
import { type Outlet, openOutlet } from './openOutlet.ts'

export interface Relay {
  /** Sends what the outbox holds, now: called by whoever has put something there. */
  kick(lane?: Lane): void
  /** So many files have ended: there may be room for others of the bulk lane. */
  makeRoom(files: number): void
  /** Finishes what is being sent. The rest stays in the outbox. */
  stop(): Promise<void>
}

// Events that another instance recorded and died before sending are found by looking.
const lookMs = 1_000
const atOnce = 200
/** When nobody has sent a live file for so long, the bulk lane may have more under way. */
const quietAfterMs = 5_000
// After some were sent those of the next uploads are let gather, which share a transaction and a request.
const pauseMs = 40

/**
 * Sends the events of the outbox, oldest first, until the broker has acknowledged them: those of the live lane at once,
 * of the bulk lane as far as there is room. Begins without a broker or registry and goes on when they are there.
 */
export function startRelay({
  database,
  settings,
  log,
}: {
  database: Database
  settings: StageSettings & Pick<Settings, 'OUTBOX_BULK_WINDOW'>
  log: Logger
}): Relay {
  const stopping = new AbortController()
  let wake: (() => void) | undefined
  let kicked = false
  /** Whether it looks because some time has passed, and nobody has said that there is anything. */
  let timed = false
  /** Whether something may wait in the bulk lane. */
  let bulk = true
  /** When a live event was last sent by this instance. */
  let liveAt = Number.NEGATIVE_INFINITY
  /** Files that have ended since the bulk lane was looked at. */
  let ended = 0
  let roomTimer: NodeJS.Timeout | undefined
  const window = new BulkWindow(settings.OUTBOX_BULK_WINDOW)
  let outlet: Outlet | undefined
  const running = run()

  return {
    kick(lane = 'live') {
      bulk ||= lane === 'bulk'
      kick()
    },
    makeRoom(files) {
      ended += files
      if (!bulk) return
      // Each look is a transaction, and what is sent together shares the stages' rounds.
      if (ended >= window.worthwhile) kick()
      else roomTimer ??= setTimeout(kick, window.patienceMs)
    },
    async stop() {
      stopping.abort()
      clearTimeout(roomTimer)
      wake?.()
      await running
      await outlet?.producer.close()
    },
  }

  function kick(): void {
    kicked = true
    wake?.()
  }

  function run(): Promise<void> {
    const { signal } = stopping
    const failing = 'the outbox cannot be sent: its events wait'
    const goingOn = 'the outbox is sent again'
    return takeTurns({ signal, log, schedule: schedules.start, failing, goingOn, failed: count }, async () => {
      kicked = false
      const sent = await sendSome()
      if (sent > 0 && sent < atOnce) await sleep(pauseMs, undefined, { signal }).catch(() => {})
      if (sent < atOnce && !kicked) await kickOrTime()
    })
  }

  async function sendSome(): Promise<number> {
    outlet ??= await openOutlet(settings, log, 'floatchat-gateway-relay', relayedTopics)
    if (timed && (await outboxIsEmpty(database))) return 0
    const { io, producer } = outlet
    const send = async (events: readonly QueuedEvent[]) => {
      const messages = await Promise.all(events.map((event) => encoded(io, event)))
      await producer.send(messages.flatMap((message) => message ?? []))
      return events.filter((_, index) => messages[index] !== undefined).map((event) => event.outbox_id)
    }
    const sent = await relayOutbox(database, atOnce, (events) => {
      if (events.some(isAwaited)) liveAt = performance.now()
      return send(events)
    })
    // Told of more meanwhile, it looks again: what is set here must not hide that.
    if (bulk) {
      bulk = false
      ended = 0
      clearTimeout(roomTimer)
      roomTimer = undefined
      const { waiting, underWayMs } = await relayBulk(database, window.size, send)
      window.learn(underWayMs, waiting, performance.now() - liveAt > quietAfterMs)
      bulk = waiting || bulk
    }
    outboxWaiting.set(0)
    return sent
  }

  /** An event that cannot be encoded is a fault of ours: it stays, and keeps none of the others. */
  async function encoded(io: StageIo, event: QueuedEvent): Promise<EncodedMessage | undefined> {
    try {
      return await encodeEvent(io, event)
    } catch (error) {
      log.error({ err: error, job: event.job_id, outbox: event.outbox_id }, 'an event of the outbox cannot be encoded')
      return undefined
    }
  }

  function kickOrTime(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        bulk = true
        timed = true
        resolve()
      }, lookMs)
      wake = () => {
        timed = false
        clearTimeout(timer)
        resolve()
      }
      if (kicked || stopping.signal.aborted) wake()
    })
  }

  async function count(): Promise<void> {
    const backlog = await outboxBacklog(database).catch(() => undefined)
    if (backlog !== undefined) outboxWaiting.set(backlog.waiting)
  }
}
