import { setTimeout as sleep } from 'node:timers/promises'
import type { ProfileChanged } from '@floatchat/contracts/generated/records'
import { profilesChanged, to } from '@floatchat/contracts/topics'
import { relayChanges } from '@floatchat/db/changes/relayChanges'
import type { Database } from '@floatchat/db/connectDatabase'
import { backoff } from '@floatchat/service/backoff'
import type { Logger } from '@floatchat/service/logger'
import type { StageSettings } from '@floatchat/service/stageSettings'
import { continueTrace, traceparentOf } from '@floatchat/service/trace'
import { encodeOutgoing } from '@floatchat/stage/StageIo'
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

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const sent = await relayChanges(database, send)
        if (failures > 0) log.info('the changes of profiles are sent again')
        failures = 0
        if (sent === 0) await sleep(lookMs, undefined, { signal }).catch(() => {})
      } catch (error) {
        failures += 1
        const reason = error instanceof Error ? error.message : String(error)
        if (failures === 1) log.warn({ reason }, 'the changes of profiles cannot be sent: they wait')
        await backoff(failures, signal, 5_000)
      }
    }
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
