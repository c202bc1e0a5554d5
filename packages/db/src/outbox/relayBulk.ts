import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'
import { type QueuedEvent, queued, type Send } from './relayOutbox.ts'

// Names the lock of the bulk lane among the advisory locks of the database.
const bulkLock = 4_716

export interface SentBulk {
  /** Whether others wait for room. */
  readonly waiting: boolean
  /** Of each file whose end was seen now, how long ago it was sent. */
  readonly underWayMs: readonly number[]
}

/** Of events, oldest first, so many at most that are sent now. The oldest is among them: none waits for ever. */
export type Choose = (events: readonly QueuedEvent[], most: number) => readonly QueuedEvent[]

/** The choice is among so many times what there is room for. */
const choiceOf = 6

/**
 * Sends events of the bulk lane as far as there is room: at most a window of its files is on the topics. One instance at
 * a time does it.
 */
export function relayBulk(database: Database, window: number, choose: Choose, send: Send): Promise<SentBulk> {
  return asDatabaseWork('Sending the bulk events of the outbox', () =>
    database.pool.transaction(async (transaction) => {
      const mine = await transaction.oneFirst(sql.type(z.object({ mine: z.boolean() }))`
        select pg_try_advisory_xact_lock(${bulkLock}, 0) as mine`)
      if (!mine) return { waiting: true, underWayMs: [] }
      const underWayMs = await forgetEnded(transaction)
      const room = window - (await countInFlight(transaction))
      if (room <= 0) return { waiting: true, underWayMs }
      const events = await oldest(transaction, choiceOf * room)
      if (events.length === 0) return { waiting: false, underWayMs }
      const sent = await send(choose(events, room))
      await transaction.query(sql.unsafe`
        with gone as (delete from outbox where outbox_id = any(${sql.array([...sent], 'int8')}) returning *)
        insert into bulk_in_flight (file_id, job_id, attempt)
        select bulk_file_id, job_id, (record ->> 'attempt')::integer from gone
        on conflict (file_id) do update set attempt = excluded.attempt, sent_at = now()`)
      return { waiting: events.length >= room, underWayMs }
    }),
  )
}

/**
 * Forgets the files of the lane that have ended since they were sent. A file that is run again had ended before: it
 * counts until it ends once more, or fails (which its job, once it is in the database, does not say), by clocks that may
 * differ a little, or a minute at most.
 *
 * @returns how long ago each was sent, ms.
 */
function forgetEnded(transaction: CommonQueryMethods): Promise<readonly number[]> {
  return transaction.anyFirst(sql.type(z.object({ ms: z.number() }))`
    delete from bulk_in_flight as sent
    where not exists (
      select from job_files as file
      where file.job_id = sent.job_id and file.file_id = sent.file_id and not (
        file.attempt > sent.attempt
        or file.status in ('succeeded', 'failed') and file.attempt = sent.attempt
          and (file.ended_at > sent.sent_at - interval '2 seconds' or sent.sent_at < now() - interval '1 minute')))
      or exists (
        select from dead_letters as letter
        where letter.file_id = sent.file_id and letter.happened_at > sent.sent_at - interval '2 seconds')
    returning (1000 * extract(epoch from now() - sent_at))::float8 as ms`)
}

function countInFlight(transaction: CommonQueryMethods): Promise<number> {
  return transaction.oneFirst(sql.type(z.object({ count: int8 }))`select count(*) as count from bulk_in_flight`)
}

function oldest(transaction: CommonQueryMethods, atMost: number): Promise<readonly QueuedEvent[]> {
  return transaction.any(sql.type(queued)`
    select outbox_id, topic, record_type, record, dead_letter, traceparent, job_id
    from outbox where lane = 'bulk' order by outbox_id limit ${atMost} for update skip locked`)
}
