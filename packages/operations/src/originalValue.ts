import { type RawMessage, readDeadLetter } from '@floatchat/kafka/deadLetter'
import { header } from '@floatchat/kafka/messageHeaders'
import { readMessages } from '@floatchat/kafka/readMessages'
import type { Operations } from './openOperations.ts'

/**
 * The bytes of the message that a dead letter stands for: its own, or, where it was too large to carry them,
 * those that are still where it came from. Undefined where that topic no longer has them.
 */
export async function originalValue(
  { kafka }: Pick<Operations, 'kafka'>,
  message: RawMessage,
): Promise<Buffer | null | undefined> {
  const { headers, originalTopic, originalPartition, originalOffset } = readDeadLetter(message)
  if (headers[header.leftBehind] === undefined) return message.value
  const place = { topic: originalTopic, partition: originalPartition, offset: Number(originalOffset) }
  for await (const { value } of readMessages(kafka, originalTopic, [place])) return value
  return undefined
}
