import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { claimUpload, completeUpload, createUpload, removeUpload } from '@floatchat/db/uploads/changeUploads'
import { expiredUploads, forgottenUploads, readUpload } from '@floatchat/db/uploads/findUploads'
import type { UploadRow } from '@floatchat/db/uploads/UploadRow'
import type { Intake, Lane } from '@floatchat/intake/openIntake'
import type { Bucket } from '@floatchat/objects/Bucket'
import type { Logger } from '@floatchat/service/logger'
import { badRequest, HttpProblem, notFound } from '../http/HttpProblem.ts'
import { uploadedBytes } from '../http/httpMetrics.ts'
import type { Settings } from '../settings.ts'
import { uploadPace } from '../upload/uploadPace.ts'
import { drainRequest } from './drainRequest.ts'
import { PartWriter } from './PartWriter.ts'
import { resumableDigest } from './resumableDigest.ts'

export interface ResumableParts {
  readonly database: Database
  readonly bucket: Bucket
  readonly intake: Intake
  readonly settings: Pick<
    Settings,
    'MAX_UPLOAD_SIZE_BYTES' | 'UPLOAD_IDLE_SECONDS' | 'UPLOAD_MIN_BYTES_PER_SECOND' | 'UPLOAD_EXPIRES_HOURS'
  >
  readonly kickRelay: (lane: Lane) => void
  /** Aborted when the gateway is to stop: requests end where they are, and go on elsewhere. */
  readonly stopping: AbortSignal
  readonly log: Logger
}

/** What a client says of a file before it sends it. */
export interface AnnouncedUpload {
  readonly filename: string
  readonly datasetName: string | null
  readonly lane: Lane
  readonly sizeBytes: number
  /** What the digest of its bytes must be, where the client says it. */
  readonly sha256: string | null
  /** As it came, to be given back. */
  readonly metadata: string | null
  readonly traceparent: string
  /** Who sends it. */
  readonly createdBy: string | null
}

/** Looked after at once, at most. */
const perLook = 100

/**
 * Uploads that survive: of each the database knows what is safe in the bucket, so any gateway goes on with it. The
 * newest request is the one that may add bytes; others are refused when they next record something, so no lock
 * has to be held, and none is left behind by a gateway that was killed.
 */
export class ResumableUploads {
  readonly #parts: ResumableParts
  /** Requests of this gateway that add bytes. */
  readonly #active = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>()
  readonly #ending = new Map<string, Promise<void>>()

  constructor(parts: ResumableParts) {
    this.#parts = parts
  }

  async create(announced: AnnouncedUpload): Promise<UploadRow> {
    const { database, intake, settings } = this.#parts
    const { filename, datasetName, lane, sizeBytes, sha256, metadata, traceparent } = announced
    if (sizeBytes === 0) throw badRequest(`'${filename}' is empty.`)
    const most = settings.MAX_UPLOAD_SIZE_BYTES
    if (sizeBytes > most) throw new HttpProblem(413, `The file is larger than ${most} bytes, which is the most.`)
    const { datasetId, key } = await intake.reserve(filename)
    const upload = {
      ...{ upload_id: randomUUID(), job_id: randomUUID(), file_id: randomUUID(), dataset_id: datasetId },
      ...{ filename, dataset_name: datasetName, lane, metadata, object_key: key, size_bytes: sizeBytes },
      ...{ sha256, traceparent, created_by: announced.createdBy },
    }
    return createUpload(database, upload, settings.UPLOAD_EXPIRES_HOURS)
  }

  /** @throws HttpProblem 404 for an upload that is not there, or has expired. */
  async read(uploadId: string): Promise<UploadRow> {
    const upload = await readUpload(this.#parts.database, uploadId)
    if (upload === undefined) throw notFound('There is no such upload, or it has expired: begin anew.')
    return upload
  }

  /**
   * Where a client goes on. What another request has under way ends: it is of a connection that the client has given up,
   * and its bytes count as far as they came. An upload that is whole and was not ended is ended now.
   */
  async whereToGoOn(uploadId: string): Promise<UploadRow> {
    await this.#interrupt(uploadId)
    const claimed = await claimUpload(this.#parts.database, uploadId, randomUUID())
    const upload = claimed ?? (await this.read(uploadId))
    return this.#endedIfWhole(upload)
  }

  /**
   * Adds the bytes of a request to an upload; with the last of them it becomes a dataset and a job.
   *
   * @throws HttpProblem 409 where it is at another byte, or another request goes on with it meanwhile.
   */
  async append(
    uploadId: string,
    from: number,
    incoming: IncomingMessage,
    announced: number | undefined,
  ): Promise<UploadRow> {
    const { database } = this.#parts
    await this.#interrupt(uploadId)
    const writerId = randomUUID()
    const upload = await claimUpload(database, uploadId, writerId, from)
    if (upload === undefined) {
      const { received_bytes: received, is_complete: isComplete } = await this.read(uploadId)
      const where = isComplete ? 'has ended' : `is at byte ${received}`
      throw new HttpProblem(409, `The upload ${where}: Upload-Offset was ${from}.`)
    }
    if (from + (announced ?? 0) > upload.size_bytes)
      throw new HttpProblem(413, `The upload has ${upload.size_bytes} bytes, and more are announced.`)
    const stop = new AbortController()
    const receiving = this.#receive(upload, writerId, incoming, announced, stop.signal)
    const active = { stop, done: receiving.catch(() => {}) }
    this.#active.set(uploadId, active)
    try {
      await receiving
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 460) await this.#discard(upload)
      throw error
    } finally {
      if (this.#active.get(uploadId) === active) this.#active.delete(uploadId)
    }
    return this.#endedIfWhole(await this.read(uploadId))
  }

  /** Ends an upload for good: its bytes go. What has become a dataset stays. */
  async terminate(uploadId: string): Promise<void> {
    const upload = await this.read(uploadId)
    await this.#interrupt(uploadId)
    await this.#discard(upload)
  }

  /** Ends what killed gateways left whole, and removes what has expired. */
  async lookAfter(): Promise<void> {
    const { database, log } = this.#parts
    await this.#each(await forgottenUploads(database, perLook), (upload) => this.#endedIfWhole(upload))
    const removed = await this.#each(await expiredUploads(database, perLook), (upload) => this.#discard(upload))
    const open = removed.filter((upload) => !upload.is_complete).length
    if (open > 0) log.info({ uploads: open }, 'removed uploads of which nothing came any more')
  }

  /** One by which the work fails keeps none of the others. @returns those that were done. */
  async #each(uploads: readonly UploadRow[], work: (upload: UploadRow) => Promise<unknown>): Promise<UploadRow[]> {
    const done: UploadRow[] = []
    for (const upload of uploads) {
      try {
        await work(upload)
        done.push(upload)
      } catch (error) {
        const { upload_id: id, filename } = upload
        this.#parts.log.warn(
          { err: error, upload: id, file: filename },
          'an upload cannot be ended now: tried again later',
        )
      }
    }
    return done
  }

  async #receive(
    upload: UploadRow,
    writerId: string,
    incoming: IncomingMessage,
    announced: number | undefined,
    stop: AbortSignal,
  ): Promise<void> {
    const { database, bucket, settings, stopping } = this.#parts
    const pace = uploadPace(incoming, {
      idleSeconds: settings.UPLOAD_IDLE_SECONDS,
      minBytesPerSecond: settings.UPLOAD_MIN_BYTES_PER_SECOND,
    })
    const halt = new AbortController()
    const shutDown = () =>
      halt.abort(
        new HttpProblem(503, 'The gateway is being stopped: go on with another.', {
          ...{ 'retry-after': '1', connection: 'close' },
        }),
      )
    stopping.addEventListener('abort', shutDown, { once: true })
    if (stopping.aborted) shutDown()
    try {
      const hours = settings.UPLOAD_EXPIRES_HOURS
      const writer = await PartWriter.open({ database, bucket, upload, writerId, hours, announced })
      const signal = AbortSignal.any([pace.signal, stop, halt.signal])
      try {
        await drainRequest(incoming, (chunk) => writer.take(chunk), signal)
      } catch (error) {
        // What came before the connection broke counts, as far as the bucket takes it.
        if (signal.aborted || !incoming.complete) await writer.end().catch(() => {})
        throw error
      }
      await writer.end()
    } finally {
      stopping.removeEventListener('abort', shutDown)
      pace.stop()
    }
  }

  async #interrupt(uploadId: string): Promise<void> {
    const active = this.#active.get(uploadId)
    active?.stop.abort(new HttpProblem(409, 'Another request goes on with this upload.', { connection: 'close' }))
    await active?.done
  }

  async #endedIfWhole(upload: UploadRow): Promise<UploadRow> {
    if (upload.is_complete || upload.received_bytes < upload.size_bytes) return upload
    const { upload_id: id } = upload
    const ending = this.#ending.get(id) ?? this.#end(upload).finally(() => this.#ending.delete(id))
    this.#ending.set(id, ending)
    await ending
    return { ...upload, is_complete: true }
  }

  /** Each step may be done again, by this gateway or another, wherever an earlier try broke off. */
  async #end(upload: UploadRow): Promise<void> {
    const { database, bucket, intake, kickRelay } = this.#parts
    const { upload_id, dataset_id, object_key, size_bytes, filename, lane, traceparent } = upload
    if (upload.parts_id !== null) await bucket.parts.complete(object_key, upload.parts_id, upload.etags, size_bytes)
    const by = { who: upload.created_by ?? 'unknown', role: null, way: 'http' as const }
    const sha256 = (await resumableDigest(upload.digest_state)).digest('hex')
    const file = { filename, datasetName: upload.dataset_name, sizeBytes: size_bytes, sha256, lane, traceparent, by }
    const ids = { jobId: upload.job_id, fileId: upload.file_id }
    try {
      await intake.begin({ datasetId: dataset_id, key: object_key }, file, ids)
    } catch (error) {
      // Refused for good: there is nothing to try again, and the sweep finds the bytes.
      if (error instanceof IngestionError && !error.retryable) await removeUpload(database, upload_id, 'open')
      throw error
    }
    await completeUpload(database, upload_id)
    kickRelay(lane)
    uploadedBytes.inc(size_bytes)
  }

  /** The whole object, where there is one already, is left to the sweep: another gateway may be about to record it. */
  async #discard(upload: UploadRow): Promise<void> {
    const { database, bucket } = this.#parts
    const { upload_id, object_key, parts_id, is_complete } = upload
    if (is_complete) {
      await removeUpload(database, upload_id, 'complete')
      return
    }
    // Nobody goes on with it while its bytes go; read again, since somebody may have until now.
    const claimed = await claimUpload(database, upload_id, randomUUID())
    const { remainder_key: remainder } = claimed ?? upload
    const partsId = claimed?.parts_id ?? parts_id
    if (partsId !== null) await bucket.parts.abandon(object_key, partsId)
    if (remainder !== null) await bucket.remove(remainder)
    await removeUpload(database, upload_id, 'open')
  }
}
