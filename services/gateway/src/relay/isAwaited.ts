import type { FileStaged } from '@floatchat/contracts/generated/records'
import { filesStaged } from '@floatchat/contracts/topics'
import type { QueuedEvent } from '@floatchat/db/outbox/relayOutbox'

/** Whether somebody waits for a single file. Of a zip the members stand in a line, and no event but that of a file does. */
export function isAwaited({ topic, record }: Pick<QueuedEvent, 'topic' | 'record'>): boolean {
  // As it was put in, from a record of the topic.
  return topic === filesStaged.name && !/\.zip$/i.test((record as FileStaged).filename)
}
