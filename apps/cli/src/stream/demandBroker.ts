import type { KafkaSettings } from '@floatchat/kafka/connectKafka'
import { listensAt } from '../listensAt.ts'

/**
 * A Kafka client tries for half a minute, which is right for a service and long for a person.
 *
 * @throws Error where no broker takes connections.
 */
export async function demandBroker({ KAFKA_BROKERS: brokers }: Pick<KafkaSettings, 'KAFKA_BROKERS'>): Promise<void> {
  const listening = await Promise.all(
    brokers.map((address) => {
      const colon = address.lastIndexOf(':')
      return listensAt(address.slice(0, colon), Number(address.slice(colon + 1)))
    }),
  )
  if (listening.includes(true)) return
  throw new Error(
    `No broker answers at ${brokers.join(', ')}: start the system with ./floatchat up, or set KAFKA_BROKERS.`,
  )
}
