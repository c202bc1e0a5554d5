import { deadLetterName as pattern } from '@floatchat/contracts/pipeline'
import type { DeadLetterId, DeadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { UsageError } from '../Command.ts'

/** How a dead letter is called on the command line: STAGE:PARTITION:OFFSET. */
export function deadLetterName({ stage, partition, message_offset }: DeadLetterRow): string {
  return `${stage}:${partition}:${message_offset}`
}

/** @throws UsageError where the text is not such a name */
export function parseDeadLetterName(text: string, topicPrefix: string): DeadLetterId {
  const match = pattern.exec(text)
  if (match === null) throw new UsageError(`'${text}' is not STAGE:PARTITION:OFFSET, as dlq list shows it.`)
  const [, stage, partition, offset] = match
  return { topic: `${topicPrefix}${stage}.dlq`, partition: Number(partition), offset: Number(offset) }
}
