import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { DeadLetterId } from './DeadLetterRow.ts'

/**
 * Remembers what was done about an open letter, by whom and why. False where it was not open any more:
 * somebody else was quicker.
 */
export async function markDeadLetter(
  connection: CommonQueryMethods,
  { topic, partition, offset }: DeadLetterId,
  mark: { readonly status: 'redriven' | 'discarded'; readonly by: string; readonly reason: string | null },
): Promise<boolean> {
  const marked = await connection.any(sql.type(z.object({ topic: z.string() }))`
    update dead_letters set status = ${mark.status}, handled_at = now(), handled_by = ${mark.by},
      handled_reason = ${mark.reason}
    where topic = ${topic} and partition = ${partition} and message_offset = ${offset} and status = 'open'
    returning topic`)
  return marked.length > 0
}

/** Opens a letter again whose redrive did not reach the broker. */
export async function reopenDeadLetter(
  connection: CommonQueryMethods,
  { topic, partition, offset }: DeadLetterId,
): Promise<void> {
  await connection.query(sql.unsafe`
    update dead_letters set status = 'open', handled_at = null, handled_by = null, handled_reason = null
    where topic = ${topic} and partition = ${partition} and message_offset = ${offset}`)
}
