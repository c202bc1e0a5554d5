import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import type { AuditEntry } from '@floatchat/db/audit/AuditEntry'
import type { Database } from '@floatchat/db/connectDatabase'
import type { FetchedFile } from '@floatchat/db/mirror/wantedFiles'
import type { Bucket, PutOptions } from '@floatchat/objects/Bucket'
import { uploadKey } from '@floatchat/objects/stagedKeys'
import { datasetIds } from './datasetIds.ts'
import { recordStaged } from './recordStaged.ts'

/** Live for a file that somebody waits for; bulk for one of many, which files of the lane live pass by. */
export type Lane = 'live' | 'bulk'

/** Who asks for something, and how. */
export type Caller = Pick<AuditEntry, 'who' | 'role' | 'way'>

/** Where a file's bytes are, before anything is recorded of it. */
export interface StagedFile {
  readonly datasetId: number
  readonly key: string
}

export interface IntakeFile {
  readonly filename: string
  readonly datasetName: string | null
  readonly sizeBytes: number
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string
  readonly lane: Lane
  /** W3C trace context: one trace runs from here to the summary. */
  readonly traceparent: string
  /** Who brings it, for the audit log: noted in the transaction that records it. */
  readonly by?: Caller | undefined
  /** The file of a mirror that it is, recorded in the same transaction: the mirror may be killed at any moment. */
  readonly fetched?: FetchedFile | undefined
}

/** What a job and its file are called from the start, where recording them may be tried more than once. */
export interface IntakeIds {
  readonly jobId: string
  readonly fileId: string
}

/** The one way in: for uploads, folders and whatever else brings files. */
export interface Intake {
  /**
   * Puts the bytes into the bucket, under the id of a dataset that is yet to be recorded.
   *
   * @throws IngestionError BUCKET_UNAVAILABLE or DATABASE_UNAVAILABLE: nothing is left behind.
   */
  stage(filename: string, body: Readable | Buffer, options?: PutOptions): Promise<StagedFile>
  /** The id of a dataset that is yet to be recorded, and where its file is to be put by whoever asks. */
  reserve(filename: string): Promise<StagedFile>
  /** Removes what was stored and is not to be recorded. */
  unstage(staged: StagedFile): Promise<void>
  /**
   * Records dataset, job and event in one transaction: the ingestion has begun. The relay of a gateway sends the event.
   * With ids it may be called again, by anybody, and records them once.
   *
   * @throws IngestionError DATABASE_UNAVAILABLE: the stored bytes are removed, unless it is unknown what was recorded, or
   * there are ids to try it again with.
   */
  begin(staged: StagedFile, file: IntakeFile, ids?: IntakeIds): Promise<FileStaged>
  /** Stages bytes that are at hand and begins their ingestion. */
  take(bytes: Buffer, file: Omit<IntakeFile, 'sizeBytes' | 'sha256'>): Promise<FileStaged>
}

export function openIntake({ database, bucket }: { readonly database: Database; readonly bucket: Bucket }): Intake {
  const takeDatasetId = datasetIds(database)
  const intake: Intake = {
    async stage(filename, body, options) {
      const staged = await intake.reserve(filename)
      await bucket.put(staged.key, body, options)
      return staged
    },

    async reserve(filename) {
      const datasetId = await takeDatasetId()
      return { datasetId, key: uploadKey(datasetId, filename) }
    },

    unstage: ({ key }) => bucket.remove(key).catch(() => {}),

    async begin({ datasetId, key }, { filename, datasetName, sizeBytes, sha256, lane, traceparent, by, fetched }, ids) {
      const { jobId = randomUUID(), fileId = randomUUID() } = ids ?? {}
      const file: FileStaged = {
        ...{ job_id: toJobId(jobId), file_id: toFileId(fileId), attempt: 1 },
        ...{ dataset_id: datasetId, parent_dataset_id: null, dataset_name: datasetName },
        ...{ filename, object_key: key, size_bytes: sizeBytes, sha256 },
        ...{ reason: 'UPLOAD', archive: null, staged_at: Date.now(), operation_id: null },
      }
      const keepBytes = ids !== undefined
      const detail = { filename, dataset_id: datasetId, size_bytes: sizeBytes, sha256 }
      const audit = by && { ...by, action: 'upload', target: file.job_id, detail }
      await recordStaged(database, bucket, file, traceparent, {
        topic: filesStaged.name,
        lane,
        keepBytes,
        audit,
        fetched,
      })
      return file
    },

    async take(bytes, file) {
      const staged = await intake.stage(file.filename, bytes, { sizeBytes: bytes.length })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return intake.begin(staged, { ...file, sizeBytes: bytes.length, sha256 })
    },
  }
  return intake
}
