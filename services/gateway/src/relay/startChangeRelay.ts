import { setTimeout as sleep } from 'node:timers/promises'
import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { profilesChanged, to } from '@floatchat/contracts/topics'
import { relayChanges } from '@floatchat/db/changes/relayChanges'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Logger } from '@floatchat/service/logger'
import { schedules } from '@floatchat/service/Schedule'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import { encodeOutgoing } from '@floatchat/stage/StageIo'
import { takeTurns } from '../takeTurns.ts'
import { type Outlet, openOutlet } from './openOutlet.ts'

/** The writer tells nobody: who follows the changes hears of them within this time. */
const lookMs = 500

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
}): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let outlet: Outlet | undefined
  const running = run()
  return {
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
      if ((await relayChanges(database, send)) === 0) await sleep(lookMs, undefined, { signal }).catch(() => {})
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
