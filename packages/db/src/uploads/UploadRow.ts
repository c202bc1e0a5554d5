import { sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'

export const uploadRow = z.object({
  upload_id: z.string(),
  dataset_id: z.number(),
  job_id: z.string(),
  file_id: z.string(),
  filename: z.string(),
  dataset_name: z.string().nullable(),
  lane: z.enum(['live', 'bulk']),
  /** Upload-Metadata as it came. */
  metadata: z.string().nullable(),
  object_key: z.string(),
  size_bytes: int8,
  /** What the client says that it must be. */
  sha256: z.string().nullable(),
  /** Bytes that are safe in the bucket. */
  received_bytes: int8,
  parts_id: z.string().nullable(),
  etags: z.array(z.string()),
  /** Where the bytes after the last whole part are. */
  remainder_key: z.string().nullable(),
  /** How far the SHA-256 has come. */
  digest_state: z.instanceof(Buffer).nullable(),
  traceparent: z.string(),
  /** Who created it, where the token or the key says. */
  created_by: z.string().nullable(),
  /** Milliseconds since 1970-01-01T00:00Z. */
  expires_at: z.number(),
  is_complete: z.boolean(),
})
/** An upload that may break off and go on. */
export type UploadRow = z.output<typeof uploadRow>

export const uploadColumns = sql.fragment`
  upload_id, dataset_id, job_id, file_id, filename, dataset_name, lane, metadata, object_key, size_bytes, sha256,
  received_bytes, parts_id, etags, remainder_key, digest_state, traceparent,
  created_by,
  (extract(epoch from expires_at) * 1000)::float8 as expires_at, completed_at is not null as is_complete`
