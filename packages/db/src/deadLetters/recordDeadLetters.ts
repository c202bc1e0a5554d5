import { type CommonQueryMethods, sql } from 'slonik'
import type { DeadLetterRow } from './DeadLetterRow.ts'

export type NewDeadLetter = Omit<DeadLetterRow, 'status' | 'handled_at' | 'handled_by' | 'handled_reason'>

/** Adds the letters that are not known yet; what was done about a known one stays. */
export async function recordDeadLetters(
  connection: CommonQueryMethods,
  letters: readonly NewDeadLetter[],
): Promise<void> {
  if (letters.length === 0) return
  // A sentence may hold a NUL that came from a file; neither text nor jsonb can.
  const records = letters.map((letter) => ({
    ...letter,
    reason: letter.reason.replaceAll('\0', ''),
    filename: letter.filename?.replaceAll('\0', '').slice(0, 1000) ?? null,
    happened_at: new Date(letter.happened_at).toISOString(),
  }))
  await connection.query(sql.unsafe`
    insert into dead_letters (topic, partition, message_offset, stage, job_id, file_id, attempt, filename, reason_code,
      reason, permanent, redrives, original_topic, original_partition, original_offset, happened_at)
    select topic, partition, message_offset, stage, job_id, file_id, attempt, filename, reason_code,
      reason, permanent, redrives, original_topic, original_partition, original_offset, happened_at
    from jsonb_populate_recordset(null::dead_letters, ${JSON.stringify(records)}::jsonb)
    on conflict do nothing`)
}
