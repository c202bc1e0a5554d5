import type { Topic } from './topics.ts'

/** The record that stands for one that is too large; it may appear on every topic. */
export const payloadReference = 'PayloadReference'

/** Names of all schemas that a topic needs a subject for. */
export function recordSchemas(topic: Pick<Topic, 'records'>): readonly string[] {
  return [...topic.records, payloadReference]
}
