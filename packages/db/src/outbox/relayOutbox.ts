import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

export const queued = z.object({
  outbox_id: int8,
  topic: z.string(),
  record_type: z.string(),
  record: z.unknown(),
  dead_letter: z.object({ code: z.string(), reason: z.string() }).nullable(),
  traceparent: z.string().nullable(),
  job_id: z.string(),
})
export type QueuedEvent = z.output<typeof queued>

export type Send = (events: readonly QueuedEvent[]) => Promise<readonly number[]>

/**
 * Takes the oldest live events that no other instance is sending, sends them, and forgets those that were sent: an
 * event is sent again until the broker has acknowledged it, and once more where the process dies in between.
 *
 * @param send gives the outbox_id of each event that the broker has.
 * @returns how many were sent.
 */
export function relayOutbox(database: Database, atMost: number, send: Send): Promise<number> {
  return asDatabaseWork('Sending the events of the outbox', () =>
    database.pool.transaction(async (transaction) => {
      const events = await transaction.any(sql.type(queued)`
        select outbox_id, topic, record_type, record, dead_letter, traceparent, job_id
        from outbox where lane = 'live' order by outbox_id limit ${atMost} for update skip locked`)
      if (events.length === 0) return 0
      const sent = await send(events)
      await transaction.query(sql.unsafe`delete from outbox where outbox_id = any(${sql.array([...sent], 'int8')})`)
      return sent.length
    }),
  )
}

/** Whether nothing waits, in any lane: one round trip for who looks every second. */
export function outboxIsEmpty({ pool }: Database): Promise<boolean> {
  return asDatabaseWork('Looking into the outbox', async () => !(await pool.exists(sql.unsafe`select from outbox`)))
}

/** How many events wait, and for how long the oldest has, in seconds. */
export async function outboxBacklog(database: Database): Promise<{ waiting: number; oldest_seconds: number }> {
  const schema = z.object({ waiting: int8, oldest_seconds: z.number() })
  return database.pool.one(sql.type(schema)`
    select count(*) as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest_seconds
    from outbox`)
}
