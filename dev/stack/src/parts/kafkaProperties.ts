/** Settings of a single broker for one machine: little memory, nothing replicated, no topic by accident. */
export function serverProperties(ports: Readonly<Record<string, number>>, data: string): Record<string, string> {
  const broker = `127.0.0.1:${ports.broker}`
  const controller = `127.0.0.1:${ports.controller}`
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.bootstrap.servers': controller,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://${broker},CONTROLLER://${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.advertised ?? ports.broker}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    // Topics are created by a command that knows what they are for.
    'auto.create.topics.enable': 'false',
    'num.partitions': '6',
    // A profile of 1 MB, its headers, and a dead letter's headers above them.
    'message.max.bytes': '4194304',
    'replica.fetch.max.bytes': '4194304',
    // One broker can hold one copy.
    'default.replication.factor': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.num.partitions': '1',
    // A lone consumer must not wait 3 s for others that do not come.
    'group.initial.rebalance.delay.ms': '0',
    // Lets tests notice a killed consumer in seconds.
    'group.min.session.timeout.ms': '1000',
    // Defaults that are meant for large machines: 128 MB of heap for the cleaner alone.
    'log.cleaner.dedupe.buffer.size': '8388608',
    'log.cleaner.io.buffer.size': '131072',
    'log.index.size.max.bytes': '1048576',
    'log.segment.bytes': '134217728',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'num.recovery.threads.per.data.dir': '2',
    'background.threads': '2',
  }
}

/** One of several brokers, each its own controller too. */
export interface ClusterNode {
  readonly id: number
  /** Where it listens on 127.0.0.1: to clients, to the other brokers, to the other controllers. */
  readonly ports: Readonly<Record<'broker' | 'between' | 'controller', number>>
  /** The ports that it names to clients and to the other brokers, where something stands before its own. */
  readonly advertised?: Partial<Readonly<Record<'broker' | 'between', number>>>
}

/** Settings of one of these brokers: everything has three copies, of which two must have taken what is acknowledged. */
export function clusterProperties(
  node: ClusterNode,
  nodes: readonly ClusterNode[],
  data: string,
): Record<string, string> {
  const { broker, between, controller } = node.ports
  const { 'controller.quorum.bootstrap.servers': _, ...single } = serverProperties(node.ports, data)
  const copies = String(nodes.length)
  return {
    ...single,
    'node.id': String(node.id),
    'controller.quorum.voters': nodes.map(({ id, ports }) => `${id}@127.0.0.1:${ports.controller}`).join(),
    listeners: `PLAINTEXT://127.0.0.1:${broker},BETWEEN://127.0.0.1:${between},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': [
      `PLAINTEXT://127.0.0.1:${node.advertised?.broker ?? broker}`,
      `BETWEEN://127.0.0.1:${node.advertised?.between ?? between}`,
    ].join(),
    'inter.broker.listener.name': 'BETWEEN',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,BETWEEN:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'default.replication.factor': copies,
    'min.insync.replicas': '2',
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': '2',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': '2',
    // Who has acknowledged and is not the leader has all of it: nobody else may lead.
    'unclean.leader.election.enable': 'false',
  }
}

export const log4jProperties = `
status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = [%d] %p %m (%c)%n
rootLogger.level = WARN
rootLogger.appenderRef.out.ref = out
logger.server.name = kafka.server
logger.server.level = INFO
`
