import type { Kafka } from 'kafkajs'

/** What a stage needs of the client: the broker's, or in tests that of a log in memory. */
export type KafkaClient = Pick<Kafka, 'consumer' | 'producer' | 'admin'>
