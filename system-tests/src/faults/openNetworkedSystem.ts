import { openSystem, type System, type SystemOptions } from '../openSystem.ts'
import { type Networks, openNetworks } from './openNetworks.ts'

/** The whole system behind networks that can be cut, slowed and silenced. */
export interface NetworkedSystem extends System {
  readonly networks: Networks
}

export interface NetworkedOptions extends Pick<SystemOptions, 'scale' | 'release'> {
  /** Added to those that lead through the networks. */
  readonly settings?: Readonly<Record<string, string>>
}

export async function openNetworkedSystem(
  name: string,
  { settings = {}, ...options }: NetworkedOptions = {},
): Promise<NetworkedSystem> {
  let opened: Awaited<ReturnType<typeof openNetworks>> | undefined
  const system = await openSystem(name, {
    ...options,
    async settings(env) {
      opened = await openNetworks(env)
      return { ...opened.settings, ...settings }
    },
  })
  if (opened === undefined) throw new Error('the settings were never asked for')
  const { networks, close } = opened
  return {
    ...system,
    networks,
    async close() {
      await system.close()
      await close()
    },
  }
}
