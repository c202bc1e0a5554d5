import { type CommonQueryMethods, sql } from 'slonik'
import { storableJson } from '../storableJson.ts'

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
  /** Set for a file that is to wait for room on the topics; other events are sent at once. */
  readonly bulk_file_id?: string | undefined
}

/** @param waiting what becomes of a bulk event whose file waits already: its record is put anew, or left as it was. */
export async function enqueue(
  connection: CommonQueryMethods,
  events: readonly OutboxEvent[],
  waiting: 'put anew' | 'left' = 'put anew',
): Promise<void> {
  if (events.length === 0) return
  // A file that comes twice in one batch waits once: a statement may not touch a row a second time.
  const isBulk = events.some((event) => event.bulk_file_id !== undefined)
  const again = isBulk ? (waiting === 'left' ? sql.fragment`on conflict do nothing` : putAnew) : sql.fragment``
  const distinct = new Map(events.map((event, index) => [event.bulk_file_id ?? index, event]))
  await connection.query(sql.unsafe`
    insert into outbox (topic, record_type, record, dead_letter, traceparent, job_id, lane, bulk_file_id)
    select topic, record_type, record, dead_letter, traceparent, job_id,
      case when bulk_file_id is null then 'live' else 'bulk' end, bulk_file_id
    from jsonb_to_recordset(${sql.jsonb(storableJson([...distinct.values()]))}) as event (topic text, record_type text, record jsonb,
      dead_letter jsonb, traceparent text, job_id uuid, bulk_file_id uuid)
    ${again}`)
}

/** Only where it is needed: it takes the right to read and change what waits, which the writer has not. */
const putAnew = sql.fragment`
  on conflict (bulk_file_id) do update set record = excluded.record, traceparent = excluded.traceparent`
