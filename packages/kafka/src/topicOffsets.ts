import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs, { type Admin } from 'kafkajs'

const tries = 20
const pauseMs = 100

/**
 * Where each partition of a topic begins and ends. The client gives up at once where a partition has no leader, which a
 * topic that has just been made, and one whose broker has just come back, does not have for a moment.
 */
export async function topicOffsets(admin: Admin, topic: string): ReturnType<Admin['fetchTopicOffsets']> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await admin.fetchTopicOffsets(topic)
    } catch (error) {
      if (attempt === tries || !(error instanceof kafkajs.KafkaJSProtocolError) || !error.retriable) throw error
      await sleep(pauseMs)
    }
  }
}
