import { verdictCodes } from '@floatchat/contracts/IngestionError'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { type DeadLetterFilter, type DeadLetterRow, deadLetterRow } from './DeadLetterRow.ts'

/** The letters that the filter means, newest first. */
export async function findDeadLetters(
  connection: CommonQueryMethods,
  filter: DeadLetterFilter,
  { limit = 1_000_000, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<readonly DeadLetterRow[]> {
  return connection.any(sql.type(deadLetterRow)`
    select topic, partition, message_offset, stage, job_id, file_id, attempt, filename, reason_code, reason, permanent,
      redrives, original_topic, original_partition, original_offset, happened_at, status, handled_at, handled_by,
      handled_reason
    from dead_letters
    where ${matches(filter)}
    order by happened_at desc, topic, partition, message_offset desc
    limit ${limit} offset ${offset}`)
}

/** How many letters the filter means. */
export async function countDeadLetters(connection: CommonQueryMethods, filter: DeadLetterFilter): Promise<number> {
  return connection.oneFirst(
    sql.type(z.object({ count: z.coerce.number() }))`select count(*) from dead_letters where ${matches(filter)}`,
  )
}

const reasonRow = z.object({
  stage: z.string(),
  reason_code: z.string(),
  /** As the newest says it. */
  reason: z.string(),
  letters: z.coerce.number(),
  /** Of these, those that fail the same way whenever they are sent again. */
  permanent: z.coerce.number(),
  newest_at: z.number(),
})
export type DeadLetterReason = z.output<typeof reasonRow>

/** The letters that the filter means, counted by stage and reason, the most frequent first. */
export async function countDeadLettersByReason(
  connection: CommonQueryMethods,
  filter: DeadLetterFilter,
): Promise<readonly DeadLetterReason[]> {
  return connection.any(sql.type(reasonRow)`
    select stage, reason_code, (array_agg(reason order by happened_at desc))[1] as reason, count(*) as letters,
      count(*) filter (where permanent) as permanent, max(happened_at) as newest_at
    from dead_letters where ${matches(filter)}
    group by stage, reason_code order by letters desc, stage, reason_code`)
}

export function matches({ stage, job, reason, since, status, refused, ids }: DeadLetterFilter) {
  const conditions = [sql.fragment`true`]
  if (stage !== undefined) conditions.push(sql.fragment`stage = ${stage}`)
  if (job !== undefined) conditions.push(sql.fragment`job_id = ${job}`)
  if (reason !== undefined) {
    conditions.push(sql.fragment`(reason_code = ${reason} or strpos(lower(reason), lower(${reason})) > 0)`)
  }
  if (since !== undefined) conditions.push(sql.fragment`happened_at >= ${sql.timestamp(new Date(since))}`)
  if (status !== undefined) conditions.push(sql.fragment`status = ${status}`)
  if (refused !== undefined) {
    const isRefused = sql.fragment`reason_code = any(${sql.array([...verdictCodes], 'text')})`
    conditions.push(refused ? isRefused : sql.fragment`not ${isRefused}`)
  }
  if (ids !== undefined) {
    const places = ids.map(({ topic, partition, offset }) => [topic, partition, offset])
    conditions.push(
      sql.fragment`(topic, partition, message_offset) in (select * from ${sql.unnest(places, ['text', 'int4', 'int8'])})`,
    )
  }
  return sql.join(conditions, sql.fragment` and `)
}
