import type { Admin } from 'kafkajs'
import type { KafkaClient } from './KafkaClient.ts'

/** Does some work with a connection of its own for administration. */
export async function withAdmin<T>(kafka: KafkaClient, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}
