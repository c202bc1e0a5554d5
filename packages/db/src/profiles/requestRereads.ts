import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { enqueue } from '../outbox/enqueue.ts'
import { tellOutboxFilled } from '../outbox/outboxChannel.ts'

/** More files than these go by the bulk lane, as do the members of a zip. */
const liveAtMost = 20

const row = z.object({ file: z.record(z.string(), z.unknown()), job_id: z.string() })

/**
 * Has datasets read again from their raw files, because they hold the best version of a profile and its levels are not
 * kept: the event goes out with this transaction. What was asked for and has not come is not asked for again for an hour.
 */
export async function requestRereads(connection: CommonQueryMethods, datasetIds: readonly number[]): Promise<void> {
  if (datasetIds.length === 0) return
  const files = await connection.any(
    sql.type(row)`
      with asked as (
        insert into rereads (dataset_id, run_id)
        select dataset_id, written_run_id from datasets
        where dataset_id = any (${sql.array(datasetIds, 'int4')}) and written_run_id is not null
        order by dataset_id
        on conflict (dataset_id) do update set run_id = excluded.run_id, asked_at = now()
        where rereads.run_id <> excluded.run_id or rereads.asked_at < now() - interval '1 hour'
        returning dataset_id
      )
      select written_event -> 'file' as file, written_event -> 'file' ->> 'job_id' as job_id
      from asked join datasets using (dataset_id) order by dataset_id`,
  )
  const isBulk = files.length > liveAtMost
  await enqueue(
    connection,
    files.map(({ file, job_id }) => ({
      topic: 'files.staged',
      record_type: 'FileStaged',
      record: { ...file, reason: 'REPLAY', staged_at: Date.now(), operation_id: null },
      traceparent: undefined,
      job_id,
      ...(isBulk ? { bulk_file_id: String(file.file_id) } : {}),
    })),
    'left',
  )
  if (files.length > 0) await tellOutboxFilled(connection)
}
