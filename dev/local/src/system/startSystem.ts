import { prepareSystem } from '@floatchat/cli/prepareSystem'
import type { StackSettings } from '@floatchat/stack/stackSettings'
import { startStack } from '@floatchat/stack/startStack'
import { buildConsole } from './buildConsole.ts'
import { startServices } from './startServices.ts'
import type { SystemState } from './systemState.ts'

interface SystemOptions {
  readonly settings: StackSettings
  readonly say: (sentence: string) => void
  /** Wanted instances by service, 1 where not named. */
  readonly scale?: Readonly<Record<string, number>>
  /** Breaks the start off; what runs by then is left to `stopSystem`. */
  readonly signal?: AbortSignal
}

/** Brings up everything, from the broker to the gateway, and returns when every service is ready. */
export async function startSystem({ settings, say, scale = {}, signal }: SystemOptions): Promise<SystemState> {
  const consoleBuilt = buildConsole().catch((error: unknown) => {
    // The gateway works without it.
    say(`The console could not be built: ${error instanceof Error ? error.message : String(error)}`)
  })
  const { variables } = await startStack({ settings, say, signal })
  await Promise.all([prepareSystem({ ...settings.environment, ...variables }), consoleBuilt])
  return startServices({ home: settings.home, variables, environment: settings.environment, scale, signal })
}
