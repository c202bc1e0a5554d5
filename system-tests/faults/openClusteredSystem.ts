import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabasePair, startDatabasePair } from '@floatchat/stack/cluster/startDatabasePair'
import { type KafkaNode, startKafkaCluster } from '@floatchat/stack/cluster/startKafkaCluster'
import { startPooler } from '@floatchat/stack/cluster/startPooler'
import { createPostgisTemplate } from '@floatchat/stack/createDatabase'
import { testStackVariable } from '@floatchat/stack/testStack'
import { TcpProxy } from '../src/faults/TcpProxy.ts'
import { openSystem, type System, type SystemOptions } from '../src/openSystem.ts'

/** A broker with the networks that lead to it. */
export interface Broker {
  readonly node: KafkaNode
  /** Between it and its clients. */
  readonly clients: TcpProxy
  /** From the other brokers to it. */
  readonly brokers: TcpProxy
}

/**
 * Every service at least twice, over three brokers with three copies of everything, and a primary with a standby behind
 * one address, to which the services come through a pooler in transaction mode.
 */
export interface ClusteredSystem extends System {
  readonly brokers: readonly Broker[]
  readonly databases: DatabasePair
  readonly pooler: Awaited<ReturnType<typeof startPooler>>
  /** The one address of the databases. */
  readonly database: System['database']
  /** The standby becomes the primary, and the address leads there. */
  failOver(): Promise<void>
  /** What does not run of brokers and pooler runs again, and nothing is cut off. */
  mend(): Promise<void>
}

const template = 'floatchat_cluster_template'
const host = '127.0.0.1'
const say = (sentence: string): void => console.error(sentence)

export async function openClusteredSystem(
  name: string,
  options: Pick<SystemOptions, 'scale'>,
): Promise<ClusteredSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'floatchat-cluster-'))
  // PostgreSQL runs as another user where we are root.
  chmodSync(folder, 0o755)
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }))
  const brokers = await openBrokers(folder, cleanup)
  const databases = await startDatabasePair(folder, say)
  cleanup.defer(() => databases.stop())
  const address = await TcpProxy.open({ host, port: databases.primaryPort })
  cleanup.defer(() => address.close())
  const pooler = await startPooler(folder, address.port, say)
  cleanup.defer(() => pooler.stop())
  await useForTests(address.port, brokers)
  const system = await openSystem(name, {
    ...options,
    topics: { replicationFactor: 3, minInSyncReplicas: 2 },
    settings: async (env) => ({
      KAFKA_BROKERS: brokers.map(({ clients }) => `${host}:${clients.port}`).join(),
      DATABASE_DIRECT_URL: env.DATABASE_URL ?? '',
      DATABASE_URL: onPort(env.DATABASE_URL ?? '', pooler.port),
      DB_PREPARED_STATEMENTS: 'false',
      // A dozen processes start at once, and again: what one has compiled the others need not.
      NODE_COMPILE_CACHE: join(tmpdir(), 'floatchat-system-tests', 'compile-cache'),
      KAFKA_SESSION_TIMEOUT_MS: '10000',
    }),
  })
  const servers = cleanup.move()

  return {
    ...system,
    // A getter: the address changes with each start of the gateway.
    get url() {
      return system.url
    },
    brokers,
    databases,
    pooler,
    async failOver() {
      await databases.promote()
      address.redirect({ host, port: databases.primaryPort })
    },
    async mend() {
      for (const { node, clients, brokers: between } of brokers) {
        clients.mode = 'pass'
        between.mode = 'pass'
        await node.start()
      }
      for (const { node } of brokers) await node.ready()
      await pooler.start()
      await pooler.ready()
    },
    async close() {
      await system.close()
      await servers.disposeAsync()
    },
  }
}

async function openBrokers(folder: string, cleanup: AsyncDisposableStack): Promise<Broker[]> {
  const networks = new Map<number, { clients: TcpProxy; brokers: TcpProxy }>()
  cleanup.defer(async () => {
    for (const { clients, brokers } of networks.values()) await Promise.all([clients.close(), brokers.close()])
  })
  const nodes = await startKafkaCluster({
    folder,
    say,
    async advertise(id, { broker, between }) {
      const before = networks.get(id)
      const clients = before?.clients ?? (await TcpProxy.open({ host, port: broker }))
      const brokers = before?.brokers ?? (await TcpProxy.open({ host, port: between }))
      clients.redirect({ host, port: broker })
      brokers.redirect({ host, port: between })
      networks.set(id, { clients, brokers })
      return { broker: clients.port, between: brokers.port }
    },
  })
  cleanup.defer(async () => {
    for (const node of nodes) await node.stop('by force')
  })
  return nodes.map((node) => {
    const network = networks.get(node.id)
    if (network === undefined) throw new Error(`broker ${node.id} has no network`)
    return { node, ...network }
  })
}

/** Tests of this process find the cluster where they would find the stack: bucket and registry stay those of the stack. */
async function useForTests(databasePort: number, brokers: readonly Broker[]): Promise<void> {
  const stack = JSON.parse(process.env[testStackVariable] ?? '{}') as Record<string, string>
  const url = `postgresql://floatchat:floatchat@${host}:${databasePort}/floatchat`
  await createPostgisTemplate(url.replace(/floatchat$/, template))
  process.env[testStackVariable] = JSON.stringify({
    ...stack,
    DATABASE_URL: url,
    KAFKA_BROKERS: brokers.map(({ clients }) => `${host}:${clients.port}`).join(),
    TEMPLATE_DATABASE: template,
  })
}

function onPort(url: string, port: number): string {
  const address = new URL(url)
  address.port = String(port)
  return address.href
}
