import { setTimeout as sleep } from 'node:timers/promises'
import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { profilesChanged, to } from '@floatchat/contracts/topics'
import { changesWait, relayChanges } from '@floatchat/db/changes/relayChanges'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Logger } from '@floatchat/service/logger'
import { schedules } from '@floatchat/service/Schedule'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import { encodeOutgoing } from '@floatchat/stage/StageIo'
import { takeTurns } from '../takeTurns.ts'
import { type Outlet, openOutlet } from './openOutlet.ts'

/** After files have ended, with whose changes those of the next gather. */
const gatherMs = 200
/** What the writer changes beside files, by withdrawals and by neighbours, nobody tells of. */
const lookMs = 1_000

export interface ChangeRelay {
  /** Files have ended: there are changes to send. */
  kick(): void
  stop(): Promise<void>
}

/**
 * Sends what the writer has changed of the profiles shown to profiles.changed, until the broker has acknowledged it.
 * Apart from the outbox, which does not wait for it.
 */
export function startChangeRelay({
  database,
  settings,
  log,
}: {
  readonly database: Database
  readonly settings: StageSettings
  readonly log: Logger
}): ChangeRelay {
  const stopping = new AbortController()
  const { signal } = stopping
  let kicked = new AbortController()
  let outlet: Outlet | undefined
  const running = run()
  return {
    kick: () => kicked.abort(),
    async stop() {
      stopping.abort()
      await running
      await outlet?.producer.close()
    },
  }

  function run(): Promise<void> {
    const failing = 'the changes of profiles cannot be sent: they wait'
    const goingOn = 'the changes of profiles are sent again'
    return takeTurns({ signal, log, schedule: schedules.outage, failing, goingOn }, async () => {
      const kickedOrStopped = AbortSignal.any([kicked.signal, signal])
      await sleep(lookMs, undefined, { signal: kickedOrStopped }).catch(() => {})
      await sleep(gatherMs, undefined, { signal }).catch(() => {})
      kicked = new AbortController()
      while (!signal.aborted && (await changesWait(database)) && (await relayChanges(database, send)) > 0);
    })
  }

  async function send(changes: readonly ProfileChanged[]): Promise<void> {
    outlet ??= await openOutlet(settings, log, 'floatchat-gateway-changes', [profilesChanged])
    const { io, producer } = outlet
    const traceparent = traceparentOf(continueTrace(undefined))
    await producer.send(
      await Promise.all(
        changes.map((change) => encodeOutgoing(io, to(profilesChanged, 'ProfileChanged', change), { traceparent })),
      ),
    )
  }
}
