import type { StackSettings } from '@floatchat/stack/stackSettings'
import { startStack } from '@floatchat/stack/startStack'
import { prepareSystem } from './prepareSystem.ts'
import { startServices } from './startServices.ts'
import type { SystemState } from './systemState.ts'

/** Brings up everything, from the broker to the gateway, and returns when every service is ready. */
export async function startSystem(
  settings: StackSettings,
  say: (sentence: string) => void,
  scale: Readonly<Record<string, number>> = {},
): Promise<SystemState> {
  const { variables } = await startStack({ settings, say })
  const environment = { ...settings.environment, ...variables }
  await prepareSystem(environment)
  return startServices({ home: settings.home, variables, environment: settings.environment, scale })
}
