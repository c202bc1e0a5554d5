import { readStackSettings } from '@floatchat/stack/stackSettings'
import { readStackState } from '@floatchat/stack/stackState'
import { startStack } from '@floatchat/stack/startStack'
import { openSystem, type System, type SystemOptions } from '../src/openSystem.ts'
import { faultsHomeVariable } from './globalSetup.ts'
import { TcpProxy } from './TcpProxy.ts'

export type Part = 'kafka' | 'registry' | 's3' | 'postgres'

/** The whole system behind networks that can be cut, on servers that can be killed. */
export interface FaultySystem extends System {
  readonly networks: Readonly<Record<'database' | 'bucket' | 'registry', TcpProxy>>
  /** Sends a signal to the server itself. */
  signal(part: Part, name: NodeJS.Signals): void
  /** Starts what of the servers does not run. */
  restartServers(): Promise<void>
}

export async function openFaultySystem(
  name: string,
  options: Pick<SystemOptions, 'scale'> = {},
): Promise<FaultySystem> {
  const home = process.env[faultsHomeVariable] ?? ''
  const proxies = new Map<string, TcpProxy>()
  const through = async (address: string) => {
    const url = new URL(address)
    const proxy = proxies.get(url.host) ?? (await TcpProxy.open(url.hostname, Number(url.port)))
    proxies.set(url.host, proxy)
    url.host = `127.0.0.1:${proxy.port}`
    return { proxy, address: url.href.replace(/\/$/, '') }
  }
  const variables = readStackState(home)
  const given = (part: Part, key: string) => {
    const state = variables[part]
    return state !== undefined && 'variables' in state ? (state.variables[key] ?? '') : ''
  }
  const database = await through(given('postgres', 'DATABASE_URL'))
  const bucket = await through(given('s3', 'S3_ENDPOINT_URL'))
  const registry = await through(given('registry', 'SCHEMA_REGISTRY_URL'))

  const system = await openSystem(name, {
    ...options,
    settings: (env) => {
      const own = new URL(env.DATABASE_URL ?? '')
      own.host = new URL(database.address).host
      return { DATABASE_URL: own.href, S3_ENDPOINT_URL: bucket.address, SCHEMA_REGISTRY_URL: registry.address }
    },
  })
  const environment = { ...process.env, FLOATCHAT_HOME: home, FLOATCHAT_ANY_PORT: '1', FLOATCHAT_STACK: 'processes' }

  return {
    ...system,
    networks: { database: database.proxy, bucket: bucket.proxy, registry: registry.proxy },
    signal(part, signal) {
      const state = readStackState(home)[part]
      if (state?.origin !== 'process') throw new Error(`${part} is not a process of the suite's own`)
      process.kill(state.process.pid, signal)
    },
    async restartServers() {
      await startStack({ settings: readStackSettings(environment), say: () => undefined })
    },
    async close() {
      await system.close()
      for (const proxy of proxies.values()) await proxy.close()
    },
  }
}
