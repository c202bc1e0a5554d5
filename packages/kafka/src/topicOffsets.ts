import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'
import kafkajs, { type Admin } from 'kafkajs'

/**
 * Where each partition of a topic begins and ends. The client gives up at once where a partition has no leader, which a
 * topic that has just been made, and one whose broker has just come back, does not have for a moment.
 */
export function topicOffsets(admin: Admin, topic: string): ReturnType<Admin['fetchTopicOffsets']> {
  const mayPass = (error: unknown): boolean => error instanceof kafkajs.KafkaJSProtocolError && error.retriable
  return tryAgain(schedules.leader, { mayPass }, () => admin.fetchTopicOffsets(topic))
}
