import kafkajs, { type Consumer } from 'kafkajs'

const notRunning = /consumer group was not initialized/i

/**
 * Moves the position of a consumer. Between the loss of its broker and its next start it has none: it will read every
 * partition from its committed offset then, and a batch that failed meanwhile comes again by that.
 */
export function seekIfRunning(consumer: Pick<Consumer, 'seek'>, topic: string, partition: number, offset: bigint) {
  try {
    consumer.seek({ topic, partition, offset: String(offset) })
  } catch (error) {
    if (!(error instanceof kafkajs.KafkaJSNonRetriableError && notRunning.test(error.message))) throw error
  }
}
