import { randomUUID } from 'node:crypto'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Bucket } from '@floatchat/objects/Bucket'
import { uploadKey } from '@floatchat/objects/stagedKeys'
import type { z } from 'zod'
import { uploadedBytes } from './http/httpMetrics.ts'
import { type RequestContext, traceparentOfRequest } from './http/Route.ts'
import type { Settings } from './settings.ts'
import { awaitedContinue } from './upload/awaitedContinue.ts'
import { datasetIds } from './upload/datasetIds.ts'
import { type ReceivedUpload, receiveUpload } from './upload/receiveUpload.ts'
import { recordStaged } from './upload/recordStaged.ts'
import { type UploadBounds, UploadPlaces } from './upload/UploadPlaces.ts'
import { uploadPace } from './upload/uploadPace.ts'
import type { acceptedUpload, Lane } from './upload/uploadRoute.ts'

export interface GatewayParts {
  readonly database: Database
  readonly bucket: Bucket
  readonly settings: Pick<
    Settings,
    'MAX_UPLOAD_SIZE_BYTES' | 'UPLOAD_IDLE_SECONDS' | 'UPLOAD_MIN_BYTES_PER_SECOND' | UploadBounds
  >
  /** Sends what the outbox holds, now. */
  readonly kickRelay: (lane: Lane) => void
}

/**
 * The job of the gateway: an upload becomes a file in the bucket, then a dataset, a job and an event in the
 * database, in one transaction, and then a 202. The relay puts the event on files.staged, at once or when
 * the broker is back. What becomes of the file is projected from the topics (`jobs/applyEvents.ts`).
 */
export function gateway({ database, bucket, settings, kickRelay }: GatewayParts) {
  const takeDatasetId = datasetIds(database)
  const places = new UploadPlaces(settings)
  return handle

  async function handle(context: RequestContext, lane: Lane): Promise<Response> {
    const { incoming, outgoing } = context.env
    const leave = places.take(context.get('caller') ?? '', announcedBytes(context))
    const pace = uploadPace(incoming, {
      idleSeconds: settings.UPLOAD_IDLE_SECONDS,
      minBytesPerSecond: settings.UPLOAD_MIN_BYTES_PER_SECOND,
    })
    try {
      const received = await receiveUpload(incoming, {
        maxFileBytes: settings.MAX_UPLOAD_SIZE_BYTES,
        signal: pace.signal,
        async stage(filename, body, { likelyBytes, signal }) {
          const datasetId = await takeDatasetId()
          const key = uploadKey(datasetId, filename)
          await bucket.put(key, body, { signal, ...(likelyBytes === undefined ? {} : { likelyBytes }) })
          return { datasetId, key }
        },
        unstage: ({ key }) => bucket.remove(key).catch(() => {}),
        beforeReading: () => awaitedContinue(incoming, outgoing),
      })
      return await record(context, lane, received)
    } finally {
      pace.stop()
      leave()
    }
  }

  async function record(
    context: RequestContext,
    lane: Lane,
    received: ReceivedUpload<{ datasetId: number; key: string }>,
  ) {
    const { filename, datasetName, sizeBytes, sha256, staged } = received
    const file: FileStaged = {
      job_id: toJobId(randomUUID()),
      file_id: toFileId(randomUUID()),
      attempt: 1,
      dataset_id: staged.datasetId,
      parent_dataset_id: null,
      dataset_name: datasetName,
      filename,
      object_key: staged.key,
      size_bytes: sizeBytes,
      sha256,
      reason: 'UPLOAD',
      archive: null,
      staged_at: Date.now(),
    }
    context.set('jobId', file.job_id)
    await recordStaged(database, bucket, file, traceparentOfRequest(context), { topic: filesStaged.name, lane })
    kickRelay(lane)
    uploadedBytes.inc(sizeBytes)
    const body: z.output<typeof acceptedUpload> = {
      job_id: file.job_id,
      dataset_id: staged.datasetId,
      status: 'pending',
      message: `File '${filename}' accepted for ingestion`,
    }
    return context.json(body, 202, { location: `/api/v1/datasets/jobs/${file.job_id}` })
  }
}

function announcedBytes(context: RequestContext): number | undefined {
  const length = context.req.header('content-length')
  return length === undefined ? undefined : Number(length)
}
