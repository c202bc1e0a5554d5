import type { FileStaged } from '@floatchat/contracts/generated/records'
import type { AuditEntry } from '@floatchat/db/audit/AuditEntry'
import type { Database } from '@floatchat/db/connectDatabase'
import { jobExists, recordUpload } from '@floatchat/db/datasets/recordUpload'
import type { FetchedFile } from '@floatchat/db/mirror/wantedFiles'
import { unheard } from '@floatchat/jobs/FileState'
import { fileRow } from '@floatchat/jobs/fileRow'
import { joinFileStates } from '@floatchat/jobs/joinFileStates'
import { stateOfEvent } from '@floatchat/jobs/stateOfEvent'
import type { Bucket } from '@floatchat/objects/Bucket'

interface Recording {
  readonly topic: string
  readonly lane: 'live' | 'bulk'
  /** Whether the object stays where it cannot be recorded. */
  readonly keepBytes: boolean
  readonly audit: AuditEntry | undefined
  readonly fetched: FetchedFile | undefined
}

/**
 * Records a stored file: dataset, job and event. Where that fails the object is removed again, unless it is to be
 * kept, or it is unknown whether it failed: the connection may have broken after the commit. An object that nobody knows of
 * is found by the sweep; a job without its file would be lost.
 */
export async function recordStaged(
  database: Database,
  bucket: Bucket,
  file: FileStaged,
  traceparent: string,
  { topic, lane, keepBytes, audit, fetched }: Recording,
): Promise<void> {
  const { job_id, file_id } = file
  const bulk_file_id = lane === 'bulk' ? file_id : undefined
  const row = fileRow({ job_id, file_id }, joinFileStates(unheard, stateOfEvent({ type: 'FileStaged', value: file })))
  try {
    await recordUpload(database, {
      dataset_id: file.dataset_id ?? 0, // An upload has its dataset's id from the start.
      name: file.dataset_name ?? file.filename,
      filename: file.filename,
      object_key: file.object_key,
      size_bytes: file.size_bytes,
      sha256: file.sha256,
      staged_at: file.staged_at,
      trace_id: traceparent.split('-')[1] ?? '',
      file: row,
      event: { topic, record_type: 'FileStaged', record: file, traceparent, job_id, bulk_file_id },
      audit,
      fetched,
    })
  } catch (error) {
    // Also where the database refused it: somebody else may have recorded the same job meanwhile.
    const recorded = await jobExists(database, job_id).catch(() => 'unknown' as const)
    if (recorded === true) return
    if (recorded === false && !keepBytes) await bucket.remove(file.object_key).catch(() => {})
    throw error
  }
}
