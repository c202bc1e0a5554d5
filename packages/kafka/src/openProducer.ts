import { bytesProduced, messagesProduced } from '@floatchat/service/metrics'
import type { IHeaders, Producer } from 'kafkajs'
import kafkajs from 'kafkajs'
import { brokerError } from './brokerError.ts'
import { choosePartition } from './choosePartition.ts'
import type { KafkaClient } from './KafkaClient.ts'
import { metadataMaxAgeMs } from './metadataMaxAgeMs.ts'
import { valueBytes } from './valueBytes.ts'

/** A message ready for the broker: encoded, and with the full name of its topic. */
export interface EncodedMessage {
  readonly topic: string
  readonly key: Buffer | string | null
  readonly value: Buffer | null
  readonly headers: IHeaders
  /** Keeps the partition of an original message; the key decides otherwise. */
  readonly partition?: number
}

export interface StageProducer {
  /**
   * Resolves when the broker has all messages on disk in the order given; what fails is thrown as an
   * IngestionError, after the client's own tries.
   */
  send(messages: readonly EncodedMessage[]): Promise<void>
  close(): Promise<void>
}

/** A few events: their batches, one for each partition, have little to compress, and every reader would unpack them. */
const worthCompressing = 8 * 1024

/** An idempotent producer with acknowledgement by all in-sync replicas and, but for the least, zstd compression. */
export async function openProducer(kafka: KafkaClient, stage: string): Promise<StageProducer> {
  let producer = await connect(kafka)

  return {
    async send(messages) {
      if (messages.length === 0) return
      const current = producer
      try {
        await current.sendBatch({
          acks: -1,
          compression:
            valueBytes(messages) < worthCompressing ? kafkajs.CompressionTypes.None : kafkajs.CompressionTypes.ZSTD,
          topicMessages: [...Map.groupBy(messages, (message) => message.topic)].map(([topic, group]) => ({
            topic,
            messages: group.map(({ key, value, headers, partition }) => ({
              key,
              value,
              headers,
              ...(partition === undefined ? {} : { partition }),
            })),
          })),
        })
      } catch (error) {
        // After a failed batch the client's sequence numbers may be off for good: begin a new session.
        await replace(current)
        throw brokerError(error)
      }
      for (const { topic, value } of messages) {
        messagesProduced.inc({ stage, topic })
        bytesProduced.inc({ stage, topic }, value?.length ?? 0)
      }
    },
    close: () => producer.disconnect(),
  }

  async function replace(failed: Producer): Promise<void> {
    if (producer !== failed) return
    try {
      producer = await connect(kafka)
      await failed.disconnect()
    } catch {
      // The broker is away: the failed producer stays, and the next try replaces it.
    }
  }
}

async function connect(kafka: KafkaClient): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: choosePartition,
    metadataMaxAge: metadataMaxAgeMs,
    // The client insists on many tries for an idempotent producer; each is short.
    retry: { initialRetryTime: 50, maxRetryTime: 2_000, retries: 10 },
  })
  try {
    await producer.connect()
  } catch (error) {
    throw brokerError(error)
  }
  return producer
}
