import { randomUUID } from 'node:crypto'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import { takeDatasetId } from '@floatchat/db/gateway/recordUpload'
import type { Bucket } from '@floatchat/objects/Bucket'
import { uploadKey } from '@floatchat/objects/stagedKeys'
import { z } from 'zod'
import { HttpProblem } from '../http/HttpProblem.ts'
import { uploadedBytes, uploadsUnderWay } from '../http/httpMetrics.ts'
import { type RequestContext, route } from '../http/Route.ts'
import type { Settings } from '../settings.ts'
import { awaitedContinue } from './awaitedContinue.ts'
import { type ReceivedUpload, receiveUpload } from './receiveUpload.ts'
import { recordStaged } from './recordStaged.ts'
import { uploadPace } from './uploadPace.ts'

export interface UploadOptions {
  readonly database: Database
  readonly bucket: Bucket
  readonly settings: Pick<
    Settings,
    'MAX_UPLOAD_SIZE_BYTES' | 'MAX_UPLOADS_AT_ONCE' | 'UPLOAD_IDLE_SECONDS' | 'UPLOAD_MIN_BYTES_PER_SECOND'
  >
  /** Sends what the outbox holds, now. */
  readonly kickRelay: () => void
}

const accepted = z
  .object({
    job_id: z.uuid(),
    dataset_id: z.int(),
    status: z.literal('pending'),
    message: z.string(),
  })
  .meta({ id: 'AcceptedUpload' })

/** `POST /upload`: the file into the bucket, then dataset, job and event into the database, then 202. */
export function uploadRoute({ database, bucket, settings, kickRelay }: UploadOptions) {
  let underWay = 0
  return route({
    method: 'post',
    path: '/api/v1/datasets/upload',
    id: 'upload',
    summary: 'Takes a file in and begins its ingestion',
    description: 'The job that follows is told by /jobs/{job_id}. Fields may come before or after the file.',
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary', description: 'A file named .nc, .nc4 or .zip, in any case.' },
              dataset_name: {
                type: 'string',
                description: 'A name for the dataset; that of the file where there is none.',
              },
            },
          },
        },
      },
    },
    answers: { 202: { description: 'The file is staged and will be ingested.', schema: accepted } },
    problems: [408, 413],
    handle,
  })

  async function handle(context: RequestContext): Promise<Response> {
    if (underWay >= settings.MAX_UPLOADS_AT_ONCE) {
      throw new HttpProblem(503, `${underWay} uploads are under way, which is the most at once: try again.`, {
        'retry-after': '2',
      })
    }
    underWay += 1
    uploadsUnderWay.set(underWay)
    const { incoming, outgoing } = context.env
    const pace = uploadPace(incoming, {
      idleSeconds: settings.UPLOAD_IDLE_SECONDS,
      minBytesPerSecond: settings.UPLOAD_MIN_BYTES_PER_SECOND,
    })
    try {
      const received = await receiveUpload(incoming, {
        maxFileBytes: settings.MAX_UPLOAD_SIZE_BYTES,
        signal: pace.signal,
        async stage(filename, body, { likelyBytes, signal }) {
          const datasetId = await takeDatasetId(database)
          const key = uploadKey(datasetId, filename)
          await bucket.put(key, body, { signal, ...(likelyBytes === undefined ? {} : { likelyBytes }) })
          return { datasetId, key }
        },
        unstage: ({ key }) => bucket.remove(key).catch(() => {}),
        beforeReading: () => awaitedContinue(incoming, outgoing),
      })
      return await record(context, received)
    } finally {
      pace.stop()
      underWay -= 1
      uploadsUnderWay.set(underWay)
    }
  }

  async function record(context: RequestContext, received: ReceivedUpload<{ datasetId: number; key: string }>) {
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
    await recordStaged(database, bucket, file, context.get('traceparent'), filesStaged.name)
    kickRelay()
    uploadedBytes.inc(sizeBytes)
    const body: z.output<typeof accepted> = {
      job_id: file.job_id,
      dataset_id: staged.datasetId,
      status: 'pending',
      message: `File '${filename}' accepted for ingestion`,
    }
    return context.json(body, 202, { location: `/api/v1/datasets/jobs/${file.job_id}` })
  }
}
