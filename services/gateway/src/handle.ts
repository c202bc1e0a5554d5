import type { Intake, Lane, StagedFile } from '@floatchat/intake/openIntake'
import type { z } from 'zod'
import { callerOf } from './auth/callerOf.ts'
import { uploadedBytes } from './http/httpMetrics.ts'
import { type RequestContext, traceparentOfRequest } from './http/Route.ts'
import type { Settings } from './settings.ts'
import { awaitedContinue } from './upload/awaitedContinue.ts'
import { type ReceivedUpload, receiveUpload } from './upload/receiveUpload.ts'
import type { UploadPlaces } from './upload/UploadPlaces.ts'
import { uploadPace } from './upload/uploadPace.ts'
import type { acceptedUpload } from './upload/uploadRoute.ts'

export interface GatewayParts {
  readonly intake: Intake
  /** Uploads under way, by whichever route. */
  readonly places: UploadPlaces
  readonly settings: Pick<Settings, 'MAX_UPLOAD_SIZE_BYTES' | 'UPLOAD_IDLE_SECONDS' | 'UPLOAD_MIN_BYTES_PER_SECOND'>
  /** Sends what the outbox holds, now. */
  readonly kickRelay: (lane: Lane) => void
}

/**
 * The job of the gateway: an upload becomes a file in the bucket, then a dataset, a job and an event in the
 * database, in one transaction, and then a 202. The relay puts the event on files.staged, at once or when
 * the broker is back. What becomes of the file is projected from the topics (`jobs/applyEvents.ts`).
 */
export function gateway({ intake, places, settings, kickRelay }: GatewayParts) {
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
        stage: (filename, body, { likelyBytes, signal }) =>
          intake.stage(filename, body, { signal, ...(likelyBytes === undefined ? {} : { likelyBytes }) }),
        unstage: (staged) => intake.unstage(staged),
        beforeReading: () => awaitedContinue(incoming, outgoing),
      })
      return await record(context, lane, received)
    } finally {
      pace.stop()
      leave()
    }
  }

  async function record(context: RequestContext, lane: Lane, received: ReceivedUpload<StagedFile>) {
    const { filename, datasetName, sizeBytes, sha256, staged } = received
    const traceparent = traceparentOfRequest(context)
    const file = await intake.begin(staged, {
      filename,
      datasetName,
      sizeBytes,
      sha256,
      lane,
      traceparent,
      by: callerOf(context),
    })
    context.set('jobId', file.job_id)
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
