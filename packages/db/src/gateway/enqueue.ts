import { type CommonQueryMethods, sql } from 'slonik'
import { storableJson } from './storableJson.ts'

/** An event that is to be sent, recorded in the transaction of what it tells of. */
export interface OutboxEvent {
  /** Name of the topic without its prefix. */
  readonly topic: string
  readonly record_type: string
  readonly record: unknown
  /** Why the record is a dead letter, where it is sent as one. */
  readonly dead_letter?: { readonly code: string; readonly reason: string }
  readonly traceparent: string | undefined
  readonly job_id: string
}

export async function enqueue(connection: CommonQueryMethods, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return
  await connection.query(sql.unsafe`
    insert into outbox (topic, record_type, record, dead_letter, traceparent, job_id)
    select topic, record_type, record, dead_letter, traceparent, job_id
    from jsonb_to_recordset(${sql.jsonb(storableJson(events))}) as event (topic text, record_type text, record jsonb,
      dead_letter jsonb, traceparent text, job_id uuid)`)
}
