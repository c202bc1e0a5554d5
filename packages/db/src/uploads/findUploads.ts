import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { type UploadRow, uploadColumns, uploadRow } from './UploadRow.ts'

export function readUpload({ pool }: Database, uploadId: string): Promise<UploadRow | undefined> {
  return asDatabaseWork('Looking for an upload', async () => {
    const row = await pool.maybeOne(sql.type(uploadRow)`
      select ${uploadColumns} from uploads where upload_id = ${uploadId} and expires_at > now()`)
    return row ?? undefined
  })
}

/** Uploads of which nothing came for too long, and the rows of those that have ended. */
export function expiredUploads({ pool }: Database, atMost: number): Promise<readonly UploadRow[]> {
  return asDatabaseWork('Looking for uploads that have expired', () =>
    pool.any(sql.type(uploadRow)`
      select ${uploadColumns} from uploads where expires_at <= now() order by expires_at limit ${atMost}`),
  )
}

/** Uploads whose bytes have all come and that nobody ended within a minute: their gateway was killed. */
export function forgottenUploads({ pool }: Database, atMost: number): Promise<readonly UploadRow[]> {
  return asDatabaseWork('Looking for uploads that nobody ended', () =>
    pool.any(sql.type(uploadRow)`
      select ${uploadColumns} from uploads
      where received_bytes = size_bytes and completed_at is null and moved_at < now() - interval '1 minute'
        and expires_at > now()
      limit ${atMost}`),
  )
}

const kept = z.object({ parts_id: z.string().nullable(), remainder_key: z.string().nullable(), dataset_id: z.number() })

/** What the bucket has of uploads that are not whole yet. */
export function bytesOfOpenUploads({ pool }: Database): Promise<readonly z.output<typeof kept>[]> {
  return asDatabaseWork('Looking for open uploads', () =>
    pool.any(sql.type(kept)`select parts_id, remainder_key, dataset_id from uploads where completed_at is null`),
  )
}
