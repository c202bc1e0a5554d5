import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { storableText } from '../storableJson.ts'
import { type UploadRow, uploadColumns, uploadRow } from './UploadRow.ts'

type Given = 'dataset_id' | 'filename' | 'dataset_name' | 'lane' | 'metadata' | 'object_key' | 'size_bytes' | 'sha256'
/** What is known of an upload before its first byte. */
export type NewUpload = Pick<UploadRow, Given | 'upload_id' | 'job_id' | 'file_id' | 'traceparent' | 'created_by'>

/** @param hours after which it expires where no bytes come. */
export function createUpload({ pool }: Database, upload: NewUpload, hours: number): Promise<UploadRow> {
  const { upload_id, dataset_id, job_id, file_id, lane, metadata, object_key, size_bytes, sha256 } = upload
  const filename = storableText(upload.filename).slice(0, 500)
  return asDatabaseWork(`Creating the upload of '${filename}'`, () =>
    pool.one(sql.type(uploadRow)`
      insert into uploads (upload_id, dataset_id, job_id, file_id, filename, dataset_name, lane, metadata, object_key,
        size_bytes, sha256, traceparent, created_by, expires_at)
      values (${upload_id}, ${dataset_id}, ${job_id}, ${file_id}, ${filename}, ${upload.dataset_name}, ${lane},
        ${metadata}, ${object_key}, ${size_bytes}, ${sha256}, ${upload.traceparent},
        ${upload.created_by}, now() + ${hours} * interval '1 hour')
      returning ${uploadColumns}`),
  )
}

/**
 * Makes the request the one that adds bytes: whatever another has under way is refused from now on.
 *
 * @param from where it goes on; undefined where it only wants the others to stop.
 * @returns undefined for an upload that is not there, has ended, or is not at that byte.
 */
export function claimUpload(
  { pool }: Database,
  uploadId: string,
  writerId: string,
  from?: number,
): Promise<UploadRow | undefined> {
  const there = from === undefined ? sql.fragment`` : sql.fragment`and received_bytes = ${from}`
  return asDatabaseWork('Going on with an upload', async () => {
    const row = await pool.maybeOne(sql.type(uploadRow)`
      update uploads set writer_id = ${writerId}
      where upload_id = ${uploadId} and completed_at is null and expires_at > now() ${there}
      returning ${uploadColumns}`)
    return row ?? undefined
  })
}

/** What a request has made safe in the bucket. */
export interface Advance {
  readonly receivedBytes: number
  readonly digestState: Buffer
  readonly partsId: string | null
  /** Of a whole part that is new. */
  readonly etag: string | null
  readonly remainderKey: string | null
  readonly hours: number
}

/** @returns false where another request has taken the upload over: nothing is recorded. */
export function advanceUpload({ pool }: Database, uploadId: string, writerId: string, to: Advance): Promise<boolean> {
  return asDatabaseWork('Recording the bytes of an upload', async () => {
    const { rowCount } = await pool.query(sql.unsafe`
      update uploads
      set received_bytes = ${to.receivedBytes}, digest_state = ${sql.binary(to.digestState)}, parts_id = ${to.partsId},
        etags = case when ${to.etag}::text is null then etags else etags || ${to.etag}::text end,
        remainder_key = ${to.remainderKey}, moved_at = now(), expires_at = now() + ${to.hours} * interval '1 hour'
      where upload_id = ${uploadId} and writer_id = ${writerId} and completed_at is null`)
    return rowCount === 1
  })
}

/** Its dataset and job are recorded. The row stays until it expires, for clients that ask once more. */
export function completeUpload({ pool }: Database, uploadId: string): Promise<void> {
  return asDatabaseWork('Ending an upload', async () => {
    await pool.query(sql.unsafe`
      update uploads set completed_at = now() where upload_id = ${uploadId} and completed_at is null`)
  })
}

/** @returns false where it was not there, or has become a dataset meanwhile. */
export function removeUpload({ pool }: Database, uploadId: string, whether: 'open' | 'complete'): Promise<boolean> {
  return asDatabaseWork('Removing an upload', async () => {
    const state = whether === 'open' ? sql.fragment`completed_at is null` : sql.fragment`completed_at is not null`
    const schema = z.object({ upload_id: z.string() })
    const gone = await pool.maybeOne(sql.type(schema)`
      delete from uploads where upload_id = ${uploadId} and ${state} returning upload_id`)
    return gone !== null
  })
}
