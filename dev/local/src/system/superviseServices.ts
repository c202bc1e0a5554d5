import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '@floatchat/stack/processIdentity'
import type { StackSettings } from '@floatchat/stack/stackSettings'
import { startServices } from './startServices.ts'
import { readSystemState } from './systemState.ts'

interface SuperviseOptions {
  readonly settings: StackSettings
  readonly say: (sentence: string) => void
  readonly scale?: Readonly<Record<string, number>>
  readonly signal: AbortSignal
}

/**
 * Starts a service again that has ended, until it is told to stop or all of them are, by `down`. In a cluster this is the
 * orchestrator's work.
 */
export async function superviseServices({ settings, say, scale = {}, signal }: SuperviseOptions): Promise<void> {
  const { home, environment } = settings
  while (!signal.aborted) {
    await sleep(1_000, undefined, { signal }).catch(() => undefined)
    const state = readSystemState(home)
    if (state?.isStopped === true) return
    const gone = (state?.instances ?? []).filter(({ process }) => !isRunning(process))
    if (signal.aborted || state === undefined || gone.length === 0) continue
    for (const { service, process } of gone) say(`The ${service} ended (${process.log}): starting it again.`)
    await startServices({ home, variables: state.variables, environment, scale, signal }).catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error))
    })
  }
}
