import kafkajs from 'kafkajs'

const rebalanceTypes = new Set([
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
])

/** Whether the group no longer counts on this member as it is. */
export function isRebalance(error: unknown): boolean {
  return error instanceof kafkajs.KafkaJSError && 'type' in error && rebalanceTypes.has(String(error.type))
}
