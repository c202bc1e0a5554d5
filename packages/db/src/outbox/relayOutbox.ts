import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { recordTypes } from '../withdrawals/requestWithdrawals.ts'

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

/** How many events are sent at once, at most. */
export interface AtMost {
  readonly live: number
  /** Requests to withdraw, restore or purge a dataset, which stand in a line of their own in the live lane. */
  readonly withdrawals: number
}

export interface SentLive {
  /** How many of either. */
  readonly count: number
  /** Of the withdrawals that were sent, their numbers. */
  readonly withdrawals: readonly number[]
}

/**
 * Takes the oldest live events that no other instance is sending, sends them, and forgets those that were sent: an
 * event is sent again until the broker has acknowledged it, and once more where the process dies in between.
 *
 * @param send gives the outbox_id of each event that the broker has.
 */
export function relayOutbox(database: Database, atMost: AtMost, send: Send): Promise<SentLive> {
  return asDatabaseWork('Sending the events of the outbox', () =>
    database.pool.transaction(async (transaction) => {
      const events = await transaction.any(sql.type(queuedLive)`
        with others as (${oldestLive(sql.fragment`not ${isWithdrawal}`, atMost.live)}),
          withdrawals as (${oldestLive(isWithdrawal, atMost.withdrawals)})
        select *, null::integer as withdrawal_id from others
        union all select *, (record ->> 'withdrawal_id')::integer from withdrawals order by outbox_id`)
      if (events.length === 0) return { count: 0, withdrawals: [] }
      const sent = new Set(await send(events))
      await transaction.query(sql.unsafe`delete from outbox where outbox_id = any(${sql.array([...sent], 'int8')})`)
      const withdrawals = events.flatMap(({ outbox_id, withdrawal_id }) =>
        withdrawal_id !== null && sent.has(outbox_id) ? [withdrawal_id] : [],
      )
      return { count: sent.size, withdrawals }
    }),
  )
}

const queuedLive = queued.extend({ withdrawal_id: z.number().nullable() })
const isWithdrawal = sql.fragment`record_type = any(${sql.array(Object.values(recordTypes), 'text')})`

function oldestLive(which: FragmentSqlToken, atMost: number) {
  return sql.fragment`
    select outbox_id, topic, record_type, record, dead_letter, traceparent, job_id
    from outbox where lane = 'live' and ${which} order by outbox_id limit ${atMost} for update skip locked`
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
