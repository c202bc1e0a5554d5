import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findJava } from '../findJava.ts'
import { kafkaAnswers } from '../kafkaAnswers.ts'
import { mavenArtifacts } from '../mavenArtifacts.ts'
import type { Launch, LaunchContext, Part, Say } from '../Part.ts'
import { run } from '../run.ts'
import { type ClusterNode, clusterProperties, log4jProperties, serverProperties } from './kafkaProperties.ts'

const version = '4.3.1'
// One compiler only, as for the others in Java: within the minutes that a broker of ours lives, what the second
// one costs is more than it saves.
const heap = ['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true']

/** One broker in KRaft mode, its own controller. */
export const kafka: Part = {
  name: 'kafka',
  title: `Kafka ${version}`,
  ports: {
    broker: { setting: 'FLOATCHAT_KAFKA_PORT', preferred: 9092 },
    controller: { setting: 'FLOATCHAT_KAFKA_CONTROLLER_PORT', preferred: 9093 },
  },
  given: (environment) => (environment.KAFKA_BROKERS ? { KAFKA_BROKERS: environment.KAFKA_BROKERS } : undefined),
  variables: (ports) => ({ KAFKA_BROKERS: `127.0.0.1:${ports.broker}` }),
  install: async (say) => {
    await Promise.all([findJava(say), libraries(say)])
  },
  launch: async (context) => {
    const [java, ...jvm] = await kafkaJava(context.folder, context.say)
    const properties = await format(context, [java, ...jvm])
    return { command: java, arguments: [...jvm, 'kafka.Kafka', properties] }
  },
  container: (ports) => ({
    image: `apache/kafka:${version}`,
    ports: { broker: 9092 },
    environment: { KAFKA_HEAP_OPTS: '-Xms64m -Xmx256m', ...imageSettings(ports.broker ?? 9092) },
    dataPath: '/var/lib/kafka/data',
  }),
  check: async ({ KAFKA_BROKERS: brokers = '' }) => {
    await Promise.any(brokers.split(',').map((broker) => kafkaAnswers(broker.trim(), process.env.KAFKA_TLS === 'true')))
  },
}

/** Java with what any program of Kafka's needs: the command, then its first arguments. */
async function kafkaJava(folder: string, say: Say): Promise<[string, ...string[]]> {
  const java = await findJava(say)
  const libraryFolder = await libraries(say)
  const logging = join(folder, 'log4j2.properties')
  writeFileSync(logging, log4jProperties)
  return [java, ...heap, `-Dlog4j2.configurationFile=${logging}`, '-cp', join(libraryFolder, '*')]
}

/** A new id of a cluster: 16 bytes in base64 of the URL kind; the tool takes one that begins with '-' for an option. */
export const newClusterId = () => `F${randomBytes(16).toString('base64url').slice(1, 22)}`

/** One of several brokers, in its folder, which exists: what is to be run. Its storage is formatted where it is new. */
export async function launchClusterNode(
  node: ClusterNode,
  nodes: readonly ClusterNode[],
  { folder, clusterId, say }: { readonly folder: string; readonly clusterId: string; readonly say: Say },
): Promise<Launch> {
  const [java, ...jvm] = await kafkaJava(folder, say)
  const properties = join(folder, 'server.properties')
  const data = join(folder, 'data')
  writeProperties(properties, clusterProperties(node, nodes, data))
  if (!existsSync(join(data, 'meta.properties'))) {
    mkdirSync(data, { recursive: true })
    await run(java, [...jvm, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties])
  }
  return { command: java, arguments: [...jvm, 'kafka.Kafka', properties] }
}

function writeProperties(path: string, properties: Readonly<Record<string, string>>): void {
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}`)
  writeFileSync(path, `${lines.join('\n')}\n`)
}

/** The settings of our own properties file, under the names that the image reads. */
function imageSettings(brokerPort: number): Record<string, string> {
  const settings = { ...serverProperties({ broker: brokerPort, controller: 9094 }, '/var/lib/kafka/data') }
  // Inside, one listener for the controller only; outside, the port of this machine.
  settings.listeners = 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9094'
  delete settings['controller.quorum.bootstrap.servers']
  settings['controller.quorum.voters'] = '1@127.0.0.1:9094'
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`KAFKA_${name.replaceAll('.', '_').toUpperCase()}`, value]),
  )
}

// The log4j jars are not among Kafka's own dependencies: its archive brings them separately.
async function libraries(say: Say): Promise<string> {
  const log4j = ['log4j-core', 'log4j-slf4j-impl'].map((name) => `org.apache.logging.log4j:${name}:2.25.4`)
  const dependencies = [`org.apache.kafka:kafka_2.13:${version}`, ...log4j]
  return mavenArtifacts(`kafka-${version}`, { dependencies }, say)
}

/** Writes the properties, and formats the storage where it is new. Returns the path of the properties. */
async function format(
  { folder, ports, environment }: LaunchContext,
  [java = 'java', ...jvm]: readonly string[],
): Promise<string> {
  const data = join(folder, 'data')
  const path = join(folder, 'server.properties')
  // Where a proxy stands before the broker, clients are told to come through it.
  const advertised = Number(environment.FLOATCHAT_KAFKA_ADVERTISED_PORT || ports.broker)
  writeProperties(path, serverProperties({ ...ports, advertised }, data))
  if (!existsSync(join(data, 'meta.properties'))) {
    mkdirSync(data, { recursive: true })
    await run(java, [...jvm, 'kafka.tools.StorageTool', 'format', '--standalone', '-t', newClusterId(), '-c', path])
  }
  return path
}
