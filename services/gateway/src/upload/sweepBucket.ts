import type { Database } from '@floatchat/db/connectDatabase'
import { unknownDatasets } from '@floatchat/db/datasets/recordUpload'
import { bytesOfOpenUploads } from '@floatchat/db/uploads/findUploads'
import type { Bucket } from '@floatchat/objects/Bucket'
import { datasetOfKey, remainderPrefix, stagedPrefix } from '@floatchat/objects/stagedKeys'
import type { Logger } from '@floatchat/service/logger'

// No upload takes so long: what is older is not under way.
const oldMs = 24 * 60 * 60 * 1000

/**
 * Removes what uploads left behind that neither ended nor could be taken back, because the process or the
 * bucket died under them: unfinished multipart uploads, and objects of datasets that were never recorded. What belongs
 * to an upload that may still go on stays.
 */
export async function sweepBucket(
  bucket: Bucket,
  database: Database,
  log: Logger,
  now: number = Date.now(),
): Promise<void> {
  const before = new Date(now - oldMs)
  const open = await bytesOfOpenUploads(database)
  const parts = new Set(open.flatMap(({ parts_id: id }) => id ?? []))
  const remainders = new Set(open.flatMap(({ remainder_key: key }) => key ?? []))
  const awaited = new Set(open.map(({ dataset_id: id }) => id))
  const unfinished = await bucket.endUnfinishedUploads(before, stagedPrefix, parts)
  let removed = 0
  for await (const keys of oldKeys(bucket, before)) {
    const unknown = new Set(await unknownDatasets(database, [...new Set(keys.map(({ dataset }) => dataset))]))
    for (const { key, dataset } of keys) {
      if (!unknown.has(dataset) || awaited.has(dataset)) continue
      await bucket.remove(key)
      removed += 1
    }
  }
  for await (const { key, modifiedAt } of bucket.list(remainderPrefix)) {
    if (modifiedAt >= before || remainders.has(key)) continue
    await bucket.remove(key)
    removed += 1
  }
  if (unfinished + removed > 0) log.info({ unfinished, removed }, 'removed what broken uploads had left in the bucket')
}

async function* oldKeys(bucket: Bucket, before: Date) {
  let batch: { key: string; dataset: number }[] = []
  for await (const { key, modifiedAt } of bucket.list(stagedPrefix)) {
    const dataset = datasetOfKey(key)
    if (dataset === undefined || modifiedAt >= before) continue
    batch.push({ key, dataset })
    if (batch.length < 1000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
