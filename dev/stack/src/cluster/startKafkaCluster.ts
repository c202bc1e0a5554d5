import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '../choosePort.ts'
import { kafkaAnswers } from '../kafkaAnswers.ts'
import type { Say } from '../Part.ts'
import { kafka, launchClusterNode, newClusterId } from '../parts/kafka.ts'
import type { ClusterNode } from '../parts/kafkaProperties.ts'
import { OwnServer } from './OwnServer.ts'

export interface KafkaNode extends OwnServer {
  readonly id: number
  /** Where it keeps its data. */
  readonly data: string
}

interface KafkaClusterOptions {
  readonly folder: string
  readonly say: Say
  /**
   * The ports that a broker is to name, given where it listens: of networks that stand before it. Its own where there
   * are none.
   */
  readonly advertise?: (id: number, ports: ClusterNode['ports']) => Promise<ClusterNode['advertised']>
}

const brokers = [1, 2, 3]
const triesAtMost = 3

/**
 * Three brokers, each a controller too. Each topic that says nothing else has three copies, and what is acknowledged
 * has two. Servers have to be told their ports: where another process took one meanwhile, all begin again on others.
 */
export async function startKafkaCluster(options: KafkaClusterOptions): Promise<KafkaNode[]> {
  await kafka.install(options.say)
  for (let tries = 1; ; tries += 1) {
    const nodes = await onPorts(options, tries)
    try {
      for (const node of nodes) await node.start()
      for (const node of nodes) await node.ready()
      return nodes
    } catch (error) {
      for (const node of nodes) await node.stop('by force')
      if (tries === triesAtMost) throw error
    }
  }
}

async function onPorts({ folder, say, advertise }: KafkaClusterOptions, tries: number): Promise<KafkaNode[]> {
  const taken = new Set<number>()
  const port = () => choosePort([], taken)
  const nodes: ClusterNode[] = []
  for (const id of brokers) {
    const ports = { broker: await port(), between: await port(), controller: await port() }
    const advertised = await advertise?.(id, ports)
    nodes.push({ id, ports, ...(advertised === undefined ? {} : { advertised }) })
  }
  const clusterId = newClusterId()
  return nodes.map((node) => {
    const own = join(folder, `kafka-${node.id}-${tries}`)
    mkdirSync(own, { recursive: true })
    const server = new OwnServer({
      name: `Broker ${node.id}`,
      log: join(own, 'kafka.log'),
      folder: own,
      launch: () => launchClusterNode(node, nodes, { folder: own, clusterId, say }),
      answers: () => kafkaAnswers(`127.0.0.1:${node.ports.broker}`),
    })
    return Object.assign(server, { id: node.id, data: join(own, 'data') })
  })
}
