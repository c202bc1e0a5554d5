import type { Kafka } from 'kafkajs'
import type { RawMessage } from './deadLetter.ts'
import { readTopic } from './readTopic.ts'

/** Where a message is: the full name of its topic, partition, offset. */
export interface MessagePlace {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/**
 * The messages at the given places of one topic, as they come in one passage over it. A place that the
 * topic no longer has (its retention is over) is left out.
 */
export async function* readMessages(
  kafka: Kafka,
  topic: string,
  places: readonly MessagePlace[],
): AsyncGenerator<RawMessage> {
  const byPartition = Map.groupBy(places, ({ partition }) => partition)
  for (const [partition, inPartition] of byPartition) {
    const wanted = new Set(inPartition.map(({ offset }) => BigInt(offset)))
    const offset = BigInt(Math.min(...inPartition.map((place) => place.offset)))
    for await (const message of readTopic(kafka, topic, { from: { partition, offset } })) {
      if (!wanted.delete(message.offset)) continue
      yield message
      if (wanted.size === 0) break
    }
  }
}
