import { type ProxyMode, TcpProxy } from './TcpProxy.ts'
import type { Fault } from './underFault.ts'

export type NetworkName = 'database' | 'bucket' | 'registry'
export type Networks = Readonly<Record<NetworkName, TcpProxy>>

const addressOf: Readonly<Record<NetworkName, string>> = {
  database: 'DATABASE_URL',
  bucket: 'S3_ENDPOINT_URL',
  registry: 'SCHEMA_REGISTRY_URL',
}

/** Networks between services and the servers that the settings name, and the settings that lead through them. */
export async function openNetworks(
  env: Readonly<Record<string, string>>,
): Promise<{ networks: Networks; settings: Record<string, string>; close(): Promise<void> }> {
  const settings: Record<string, string> = {}
  const through = async (name: NetworkName): Promise<TcpProxy> => {
    const setting = addressOf[name]
    const address = new URL(env[setting] ?? '')
    const proxy = await TcpProxy.open({ host: address.hostname, port: Number(address.port) })
    address.host = `127.0.0.1:${proxy.port}`
    settings[setting] = address.href.replace(/\/$/, '')
    return proxy
  }
  const networks = {
    database: await through('database'),
    bucket: await through('bucket'),
    registry: await through('registry'),
  }
  return {
    networks,
    settings,
    async close() {
      for (const proxy of Object.values(networks)) await proxy.close()
    },
  }
}

/** The fault of a network that behaves so until it is over. */
export function inMode(network: TcpProxy, mode: ProxyMode): Pick<Fault, 'begin' | 'end'> {
  return {
    begin() {
      network.mode = mode
    },
    end() {
      network.mode = 'pass'
    },
  }
}
