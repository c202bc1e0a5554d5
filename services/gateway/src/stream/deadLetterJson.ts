import { verdictCodes } from '@floatchat/contracts/IngestionError'
import { deadLetterName } from '@floatchat/contracts/pipeline'
import { type DeadLetterId, type DeadLetterRow, deadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import type { DeadLetterReason } from '@floatchat/db/deadLetters/findDeadLetters'
import { z } from 'zod'
import { notFound } from '../http/HttpProblem.ts'
import { isoTime, isoTimeOrNull } from '../http/isoTime.ts'

const time = z.iso.datetime()

/** A dead letter as it is answered; its id is stage, partition and offset. */
export const deadLetterJson = deadLetterRow
  .omit({ happened_at: true, handled_at: true })
  .extend({ id: z.string(), happened_at: time, handled_at: time.nullable() })

export function toDeadLetter(row: DeadLetterRow): z.output<typeof deadLetterJson> {
  return {
    ...row,
    id: idOf(row),
    happened_at: isoTime(row.happened_at),
    handled_at: isoTimeOrNull(row.handled_at),
  }
}

export const deadLetterReasonJson = z
  .object({
    stage: z.string(),
    reason_code: z.string(),
    reason: z.string().describe('As the newest says it.'),
    letters: z.int(),
    permanent: z.int().describe('Of these, those that fail the same way whenever they are sent again.'),
    refused: z.boolean().describe('The file is to blame: this system will never take it.'),
    newest_at: time,
  })
  .meta({ id: 'DeadLetterReason' })

export function toDeadLetterReason(found: DeadLetterReason): z.output<typeof deadLetterReasonJson> {
  const refused = verdictCodes.some((one) => one === found.reason_code)
  return { ...found, refused, newest_at: isoTime(found.newest_at) }
}

export const idOf = ({ stage, partition, message_offset }: DeadLetterRow) => `${stage}:${partition}:${message_offset}`

/** @throws HttpProblem 404 for what cannot be the id of a dead letter. */
export function parseId(text: string, topicPrefix: string): DeadLetterId {
  const match = deadLetterName.exec(text)
  if (match === null) throw notFound(`There is no dead letter '${text}': ids look like parser:0:12.`)
  const [, stage, partition, offset] = match
  return { topic: `${topicPrefix}${stage}.dlq`, partition: Number(partition), offset: Number(offset) }
}
