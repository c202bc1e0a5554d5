import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FileStaged } from '@floatchat/contracts/generated/records'
import { toFileId, toJobId } from '@floatchat/contracts/ids'
import { filesStaged } from '@floatchat/contracts/topics'
import type { Database } from '@floatchat/db/connectDatabase'
import type { Bucket, PutOptions } from '@floatchat/objects/Bucket'
import { uploadKey } from '@floatchat/objects/stagedKeys'
import { datasetIds } from './datasetIds.ts'
import { recordStaged } from './recordStaged.ts'

/** Live for a file that somebody waits for; bulk for one of many, which files of the lane live pass by. */
export type Lane = 'live' | 'bulk'

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
}

/** The one way in: for uploads, folders and whatever else brings files. */
export interface Intake {
  /**
   * Puts the bytes into the bucket, under the id of a dataset that is yet to be recorded.
   *
   * @throws IngestionError BUCKET_UNAVAILABLE or DATABASE_UNAVAILABLE: nothing is left behind.
   */
  stage(filename: string, body: Readable | Buffer, options?: PutOptions): Promise<StagedFile>
  /** Removes what was staged and is not to be recorded. */
  unstage(staged: StagedFile): Promise<void>
  /**
   * Records dataset, job and event in one transaction: the ingestion has begun. The relay of a gateway sends the event.
   *
   * @throws IngestionError DATABASE_UNAVAILABLE: the staged bytes are removed, unless it is unknown what was recorded.
   */
  begin(staged: StagedFile, file: IntakeFile): Promise<FileStaged>
  /** Stages bytes that are at hand and begins their ingestion. */
  take(bytes: Buffer, file: Omit<IntakeFile, 'sizeBytes' | 'sha256'>): Promise<FileStaged>
}

export function openIntake({ database, bucket }: { readonly database: Database; readonly bucket: Bucket }): Intake {
  const takeDatasetId = datasetIds(database)
  const intake: Intake = {
    async stage(filename, body, options) {
      const datasetId = await takeDatasetId()
      const key = uploadKey(datasetId, filename)
      await bucket.put(key, body, options)
      return { datasetId, key }
    },

    unstage: ({ key }) => bucket.remove(key).catch(() => {}),

    async begin({ datasetId, key }, { filename, datasetName, sizeBytes, sha256, lane, traceparent }) {
      const file: FileStaged = {
        ...{ job_id: toJobId(randomUUID()), file_id: toFileId(randomUUID()), attempt: 1 },
        ...{ dataset_id: datasetId, parent_dataset_id: null, dataset_name: datasetName },
        ...{ filename, object_key: key, size_bytes: sizeBytes, sha256 },
        ...{ reason: 'UPLOAD', archive: null, staged_at: Date.now(), operation_id: null },
      }
      await recordStaged(database, bucket, file, traceparent, { topic: filesStaged.name, lane })
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
