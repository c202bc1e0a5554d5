/** The consumer group of a stage. Carries the topics' prefix, so that installations on one broker stay apart. */
export function consumerGroup(topicPrefix: string, stage: string): string {
  return `${topicPrefix}${stage}`
}
