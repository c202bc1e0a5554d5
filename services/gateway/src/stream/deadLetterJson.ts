import { deadLetterName } from '@floatchat/contracts/pipeline'
import { type DeadLetterId, type DeadLetterRow, deadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'

const time = z.iso.datetime()

/** A dead letter as it is answered; its id is stage, partition and offset. */
export const deadLetterJson = deadLetterRow
  .omit({ happened_at: true, handled_at: true })
  .extend({ id: z.string(), happened_at: time, handled_at: time.nullable() })

export function toDeadLetter(row: DeadLetterRow): z.output<typeof deadLetterJson> {
  return {
    ...row,
    id: idOf(row),
    happened_at: new Date(row.happened_at).toISOString(),
    handled_at: row.handled_at === null ? null : new Date(row.handled_at).toISOString(),
  }
}

export const idOf = ({ stage, partition, message_offset }: DeadLetterRow) => `${stage}:${partition}:${message_offset}`

/** @throws HttpProblem 404 for what cannot be the id of a dead letter. */
export function parseId(text: string, topicPrefix: string): DeadLetterId {
  const match = deadLetterName.exec(text)
  if (match === null) throw notFound(`There is no dead letter '${text}': ids look like parser:0:12.`)
  const [, stage, partition, offset] = match
  return { topic: `${topicPrefix}${stage}.dlq`, partition: Number(partition), offset: Number(offset) }
}
