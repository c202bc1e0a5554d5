import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readStackState } from '@floatchat/stack/stackState'
import { startStack } from '@floatchat/stack/startStack'
import { type NetworkedOptions, type NetworkedSystem, openNetworkedSystem } from '../src/faults/openNetworkedSystem.ts'
import type { Networks } from '../src/faults/openNetworks.ts'
import { TcpProxy } from '../src/faults/TcpProxy.ts'
import { brokerPortVariable, faultsEnvironment } from './globalSetup.ts'

export type Part = 'kafka' | 'registry' | 's3' | 'postgres'

/** The whole system behind networks, that to the broker among them, and on servers that can be killed. */
export interface FaultySystem extends NetworkedSystem {
  readonly networks: Networks & { readonly broker: TcpProxy }
  /** Sends a signal to the server itself. */
  signal(part: Part, name: NodeJS.Signals): void
  /** Starts what of the servers does not run. */
  restartServers(): Promise<void>
}

export async function openFaultySystem(name: string, options: NetworkedOptions = {}): Promise<FaultySystem> {
  const stack = readStackSettings(faultsEnvironment())
  const { kafka } = readStackState(stack.home)
  if (kafka?.origin !== 'process') throw new Error('the broker is not a process of the suite')
  // The broker sends its clients to this port, whichever way they came.
  const advertised = Number(process.env[brokerPortVariable])
  const broker = await TcpProxy.open({ host: '127.0.0.1', port: kafka.ports.broker ?? 0 }, advertised)
  const settings = { ...options.settings, KAFKA_BROKERS: `127.0.0.1:${broker.port}` }
  const system = await openNetworkedSystem(name, { ...options, settings }).catch(async (error: unknown) => {
    await broker.close()
    throw error
  })

  return {
    ...system,
    networks: { ...system.networks, broker },
    signal(part, signal) {
      const state = readStackState(stack.home)[part]
      if (state?.origin !== 'process') throw new Error(`${part} is not a process of the suite's own`)
      process.kill(state.process.pid, signal)
    },
    async restartServers() {
      await startStack({ settings: stack, say: () => undefined })
    },
    async close() {
      await system.close()
      await broker.close()
    },
  }
}
