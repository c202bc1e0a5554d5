import type { Database } from '@floatchat/db/connectDatabase'
import type { DeadLetterFilter, DeadLetterRow } from '@floatchat/db/deadLetters/DeadLetterRow'
import { findDeadLetters } from '@floatchat/db/deadLetters/findDeadLetters'
import { markDeadLetter } from '@floatchat/db/deadLetters/markDeadLetter'

/**
 * Marks open dead letters as done with, and remembers who said so and why. Their bytes stay on the topic
 * until its retention is over.
 *
 * @returns the letters that are, or with a dry run would be, discarded
 */
export async function discardDeadLetters(
  database: Database,
  filter: DeadLetterFilter,
  { dryRun, by, reason }: { readonly dryRun: boolean; readonly by: string; readonly reason: string },
): Promise<DeadLetterRow[]> {
  const letters = await findDeadLetters(database.pool, { ...filter, status: 'open' })
  if (dryRun) return [...letters]
  const discarded: DeadLetterRow[] = []
  for (const letter of letters) {
    const id = { topic: letter.topic, partition: letter.partition, offset: letter.message_offset }
    if (await markDeadLetter(database.pool, id, { status: 'discarded', by, reason })) discarded.push(letter)
  }
  return discarded
}
