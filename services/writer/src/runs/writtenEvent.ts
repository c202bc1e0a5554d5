import type { DatasetWritten } from '@floatchat/contracts/generated/records'
import { datasetsWritten, type Outgoing, to } from '@floatchat/contracts/topics'

/**
 * The event on its way out. `traceparent` is that of the FileCleaned which it answers: a file that is
 * written in `flush` belongs to the trace of its own message and not to that of the last one at hand.
 */
export function writtenEvent(event: DatasetWritten, traceparent: string | undefined): Outgoing<typeof datasetsWritten> {
  const outgoing = to(datasetsWritten, 'DatasetWritten', event)
  return traceparent === undefined ? outgoing : Object.assign(outgoing, { traceparent })
}
