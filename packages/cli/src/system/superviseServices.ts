import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '@floatchat/stack/processIdentity'
import type { StackSettings } from '@floatchat/stack/stackSettings'
import { startServices } from './startServices.ts'
import { readSystemState } from './systemState.ts'

/** Starts a service again that has ended, until told to stop. In a cluster this is the orchestrator's work. */
export async function superviseServices(
  settings: StackSettings,
  scale: Readonly<Record<string, number>>,
  say: (sentence: string) => void,
  stop: Promise<void>,
): Promise<void> {
  let stopped = false
  const ended = stop.then(() => {
    stopped = true
  })
  while (!stopped) {
    await Promise.race([ended, sleep(1_000)])
    const state = readSystemState(settings.home)
    const gone = (state?.instances ?? []).filter(({ process }) => !isRunning(process))
    if (stopped || state === undefined || gone.length === 0) continue
    for (const { service, process } of gone) say(`The ${service} ended (${process.log}): starting it again.`)
    const { home, environment } = settings
    await startServices({ home, variables: state.variables, environment, scale }).catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error))
    })
  }
}
