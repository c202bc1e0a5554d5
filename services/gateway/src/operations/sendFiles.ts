import type { FileStaged } from '@floatchat/contracts/generated/records'
import { newRunId } from '@floatchat/contracts/newRunId'
import { filesStaged } from '@floatchat/contracts/topics'
import { markLeft, markSent, nextFiles, type TakenFile } from '@floatchat/db/operations/driveOperations'
import { enqueue, type OutboxEvent } from '@floatchat/db/outbox/enqueue'
import type { Transaction } from '@floatchat/db/Transaction'
import type { Bucket } from '@floatchat/objects/Bucket'

/** Objects asked for at once. */
const looksAtOnce = 8

/**
 * Puts the next files of an operation into the bulk lane of the outbox. A file whose dataset was withdrawn meanwhile is
 * passed over, one whose raw file is gone is named.
 *
 * @returns how many of them were looked at.
 * @throws IngestionError BUCKET_UNAVAILABLE where nobody can tell whether they are there.
 */
export async function sendFiles(
  transaction: Transaction,
  bucket: Pick<Bucket, 'stat'>,
  operationId: string,
  atMost: number,
): Promise<number> {
  const files = await nextFiles(transaction, operationId, atMost)
  if (files.length === 0) return 0
  const active = files.filter((file) => file.is_active)
  const missing = new Set<TakenFile>()
  for (let from = 0; from < active.length; from += looksAtOnce) {
    const lot = active.slice(from, from + looksAtOnce)
    const objects = await Promise.all(lot.map(({ file }) => bucket.stat(String(file.object_key))))
    for (const [index, file] of lot.entries()) if (objects[index] === undefined) missing.add(file)
  }
  const there = active.filter((file) => !missing.has(file))
  const ids = (of: Iterable<TakenFile>) => [...of].map((file) => file.dataset_id)
  await markLeft(transaction, operationId, ids(files.filter((file) => !file.is_active)), {
    state: 'withdrawn',
    reason: 'The dataset was withdrawn before its turn came.',
  })
  await markLeft(transaction, operationId, ids(missing), {
    state: 'missing',
    reason: 'Its raw file is no longer in the bucket: what is in the database of it stays as it is.',
  })
  await enqueue(
    transaction,
    there.map((file) => eventOf(file, operationId)),
  )
  // A file that is sent has succeeded when a run after this one has written it.
  await markSent(transaction, operationId, ids(there), newRunId())
  return files.length
}

function eventOf({ file, attempt }: TakenFile, operationId: string): OutboxEvent {
  // As the writer stored it, from a FileStaged; fields of later releases have their defaults.
  const staged = file as unknown as FileStaged
  const { job_id, file_id: bulk_file_id } = staged
  const record = { ...staged, attempt, reason: 'REPLAY', staged_at: Date.now(), operation_id: operationId }
  return { topic: filesStaged.name, record_type: 'FileStaged', record, traceparent: undefined, job_id, bulk_file_id }
}
