import { isUuid } from '@floatchat/contracts/ids'
import type { NewDeadLetter } from '@floatchat/db/deadLetters/recordDeadLetters'
import type { DeadLetter } from '@floatchat/kafka/deadLetter'

/** What the database is to know of a dead letter. Headers are anyone's text: an id that is none is left out. */
export function toDeadLetterRow({ identity, message, ...letter }: DeadLetter): NewDeadLetter {
  const uuid = (text: string | undefined) => (text !== undefined && isUuid(text) ? text.toLowerCase() : null)
  return {
    topic: message.topic,
    partition: message.partition,
    message_offset: Number(message.offset),
    stage: letter.stage.slice(0, 20),
    job_id: uuid(identity.job_id),
    file_id: uuid(identity.file_id),
    attempt: identity.attempt ?? null,
    filename: identity.filename ?? null,
    reason_code: letter.reasonCode.slice(0, 50),
    reason: letter.reason,
    permanent: letter.permanent,
    redrives: Number.isInteger(letter.redrives) ? letter.redrives : 0,
    original_topic: letter.originalTopic,
    original_partition: letter.originalPartition,
    original_offset: Number(letter.originalOffset),
    happened_at: message.timestamp,
  }
}
