import { filesStaged, filesWaiting } from '@floatchat/contracts/topics'
import type { OutboxEvent } from '@floatchat/db/outbox/enqueue'
import type { JobTopic } from '@floatchat/projection/toJobEvent'
import type { ProjectionEvent } from '@floatchat/stage/Projection'

/** A member of a large zip, as it is to go on to files.staged when there is room; nothing for any other event. */
export function toBulkEvent(event: ProjectionEvent<JobTopic>): OutboxEvent[] {
  if (event.kind !== 'record' || event.topic !== filesWaiting.name || event.message.type !== 'FileStaged') return []
  const { value: record } = event.message
  const { job_id, file_id: bulk_file_id } = record
  const { traceparent } = event
  return [{ topic: filesStaged.name, record_type: 'FileStaged', record, traceparent, job_id, bulk_file_id }]
}
