import { namespace } from './schemas.ts'

/**
 * The registry subject of a record on a topic (TopicRecordNameStrategy): several record types share a
 * topic, and each evolves by itself.
 */
export function subjectName(topicWithPrefix: string, record: string): string {
  return `${topicWithPrefix}-${namespace}.${record}`
}
