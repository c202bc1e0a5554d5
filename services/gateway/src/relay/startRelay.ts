import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Choose } from '@floatchat/db/outbox/relayBulk'
import { outboxBacklog, outboxIsEmpty, type QueuedEvent, relayOutbox } from '@floatchat/db/outbox/relayOutbox'
import { readUndone } from '@floatchat/db/withdrawals/readUndone'
import type { Lane } from '@floatchat/intake/openIntake'
import type { StageProducer } from '@floatchat/kafka/openProducer'
import type { Logger } from '@floatchat/service/logger'
import { schedules } from '@floatchat/service/Schedule'
import type { StageSettings } from '@floatchat/service/stageSettings'
import type { StageIo } from '@floatchat/stage/StageIo'
import { outboxWaiting } from '../http/httpMetrics.ts'
import type { Settings } from '../settings.ts'
import { takeTurns } from '../takeTurns.ts'
import { BulkLane } from './BulkLane.ts'
import { encodeEvent } from './encodeEvent.ts'
import { inFewPartitions } from './inFewPartitions.ts'
import { isAwaited } from './isAwaited.ts'
import { Kicks } from './Kicks.ts'
import { openRelayOutlet, type RelayOutlet } from './openRelayOutlet.ts'
import { WithdrawalWindow } from './WithdrawalWindow.ts'

export interface Relay {
  /** Sends what the outbox holds, now: called by whoever has put something there. */
  kick(lane?: Lane): void
  /** So many files have ended: there may be room for others of the bulk lane. */
  makeRoom(files: number): void
  /** Finishes what is being sent. The rest stays in the outbox. */
  stop(): Promise<void>
}

// What another process has recorded and not said, a mirror or an instance that died before it sent it, is found by looking.
const lookMs = 1_000
const atOnce = 200
/** When nobody has sent a live file for so long, the bulk lane may have more under way. */
const quietAfterMs = 5_000
// After some were sent those of the next uploads are let gather, which share a transaction and a request.
const pauseMs = 40

/**
 * Sends the events of the outbox, oldest first, until the broker has acknowledged them: those of the live lane at once,
 * withdrawals and the bulk lane as far as there is room. Begins without a broker or registry and goes on when they are there.
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
  const { signal } = stopping
  const kicks = new Kicks()
  const bulk = new BulkLane(settings.OUTBOX_BULK_WINDOW, () => kicks.kick())
  const withdrawals = new WithdrawalWindow((numbers) => readUndone(database, numbers))
  /** When a live event was last sent by this instance. */
  let liveAt = Number.NEGATIVE_INFINITY
  /** When the bulk lane was last looked at though nobody had said that there is anything. */
  let lookedAt = Number.NEGATIVE_INFINITY
  let outlet: RelayOutlet | undefined
  const failing = 'the outbox cannot be sent: its events wait'
  const goingOn = 'the outbox is sent again'
  const failed = () => countWaiting(database)
  const running = takeTurns({ signal, log, schedule: schedules.start, failing, goingOn, failed }, takeTurn)

  return {
    kick(lane = 'live') {
      if (lane === 'bulk') bulk.lookAgain()
      kicks.kick()
    },
    makeRoom: (files) => bulk.makeRoom(files),
    async stop() {
      stopping.abort()
      bulk.stop()
      kicks.kick()
      await running
      await outlet?.producer.close()
    },
  }

  async function takeTurn(): Promise<void> {
    kicks.beginTurn()
    const sent = await sendSome()
    const soonMs = withdrawals.lookMs
    if (sent > 0 && sent < atOnce && soonMs === undefined) await sleep(pauseMs, undefined, { signal }).catch(() => {})
    if (sent < atOnce && !signal.aborted) await kicks.wait(soonMs ?? lookMs)
    // Kicks for live files may come so often that no time ever passes without one.
    if (performance.now() - lookedAt < lookMs) return
    lookedAt = performance.now()
    bulk.lookAgain()
  }

  async function sendSome(): Promise<number> {
    outlet ??= await openRelayOutlet(settings, log)
    if (kicks.isTimed && (await outboxIsEmpty(database))) return 0
    const { io, producer, partitionOf } = outlet
    const choose: Choose = (events, most) => inFewPartitions(events, most, partitionOf)
    const send = (events: readonly QueuedEvent[]) => sendEvents(events, io, producer, log)
    const atMost = { live: atOnce, withdrawals: await withdrawals.room() }
    const sent = await relayOutbox(database, atMost, (events) => {
      if (events.some(isAwaited)) liveAt = performance.now()
      return send(events)
    })
    withdrawals.add(sent.withdrawals)
    await bulk.relay(database, choose, send, performance.now() - liveAt > quietAfterMs)
    outboxWaiting.set(0)
    return sent.count
  }
}

/** @returns the ids of those that are sent. One that cannot be encoded is a fault of ours: it stays, and keeps none back. */
async function sendEvents(
  events: readonly QueuedEvent[],
  io: StageIo,
  producer: StageProducer,
  log: Logger,
): Promise<number[]> {
  const messages = await Promise.all(
    events.map((event) =>
      encodeEvent(io, event).catch((error: unknown) => {
        const facts = { err: error, job: event.job_id, outbox: event.outbox_id }
        log.error(facts, 'an event of the outbox cannot be encoded')
        return undefined
      }),
    ),
  )
  await producer.send(messages.flatMap((message) => message ?? []))
  return events.filter((_, index) => messages[index] !== undefined).map((event) => event.outbox_id)
}

async function countWaiting(database: Database): Promise<void> {
  const backlog = await outboxBacklog(database).catch(() => undefined)
  if (backlog !== undefined) outboxWaiting.set(backlog.waiting)
}
