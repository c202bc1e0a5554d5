import type { KafkaClient } from '@floatchat/kafka/KafkaClient'
import type { EncodedMessage } from '@floatchat/kafka/openProducer'
import type { Admin, Consumer, ConsumerConfig, Producer, ProducerBatch, ProducerConfig } from 'kafkajs'
import type { VirtualProcess } from '../VirtualProcess.ts'
import type { MemoryBroker } from './MemoryBroker.ts'
import { MemoryConsumer } from './MemoryConsumer.ts'

/**
 * The client of a process for the log in memory: what packages/kafka uses of kafkajs, with its ways (kafkajs 2.2.4,
 * src/consumer): the next fetch waits for all batches of the one before, heartbeats go by the clock of the machine,
 * what is under way goes on while the group is joined anew.
 */
export function memoryKafka(broker: MemoryBroker, process: VirtualProcess): KafkaClient {
  // The interfaces have much more than is used.
  return {
    consumer: (config?: ConsumerConfig) =>
      new MemoryConsumer(broker, process, config as ConsumerConfig) as unknown as Consumer,
    producer: (config?: ProducerConfig) => memoryProducer(broker, process, config) as unknown as Producer,
    admin: () => memoryAdmin(broker, process) as unknown as Admin,
  }
}

function memoryProducer(broker: MemoryBroker, process: VirtualProcess, config: ProducerConfig | undefined) {
  const request = broker.connection(process)
  const choose = config?.createPartitioner?.()
  const partitionMetadata = Array.from({ length: broker.partitions }, (_, partitionId) => ({ partitionId, leader: 0 }))
  return {
    connect: () => request(() => undefined),
    disconnect: async () => undefined,
    sendBatch: ({ topicMessages = [] }: ProducerBatch) =>
      request((share) => {
        const messages = topicMessages.flatMap(({ topic, messages: own }) =>
          own.map((message) => {
            const partition =
              message.partition ?? choose?.({ topic, partitionMetadata: partitionMetadata as never, message }) ?? 0
            return { partition, message: { ...message, topic } as EncodedMessage }
          }),
        )
        // A request is whole or not within a partition; of several some may be taken and others not.
        const logs = [...Map.groupBy(messages, (one) => `${one.message.topic}/${one.partition}`).values()]
        const taken = share === 1 ? logs : logs.slice(0, Math.round(share * logs.length))
        for (const { partition, message } of taken.flat()) broker.append(partition, message)
      }),
  }
}

function memoryAdmin(broker: MemoryBroker, process: VirtualProcess) {
  const request = broker.connection(process)
  return {
    connect: () => request(() => undefined),
    disconnect: async () => undefined,
    describeGroups: () => request(() => ({ groups: [] })),
    fetchOffsets: ({ groupId, topics }: { groupId: string; topics: readonly string[] }) =>
      request(() => {
        const { offsets } = broker.group(groupId)
        const partitions = [...offsets].map(([partition, { offset, metadata }]) => ({
          ...{ partition, metadata },
          offset: String(offset),
        }))
        return topics.map((topic) => ({ topic, partitions }))
      }),
  }
}
