import { sql } from 'slonik'
import { z } from 'zod'
import type { AuditEntry } from '../audit/AuditEntry.ts'
import { auditInsert } from '../audit/recordAudit.ts'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import type { JobFileRow } from '../jobs/JobFileRow.ts'
import { claimInsert, type FetchedFile, fetchedUpdate } from '../mirror/wantedFiles.ts'
import type { OutboxEvent } from '../outbox/enqueue.ts'
import { storableJson, storableText } from '../storableJson.ts'

/** Ids of datasets that are yet to be recorded, for the keys under which their files are stored, in rising order. */
export async function takeDatasetIds(database: Database, count: number): Promise<number[]> {
  const ids = await asDatabaseWork('Taking the id of a dataset', () =>
    database.pool.anyFirst(sql.type(z.object({ id: z.number() }))`
      select nextval(pg_get_serial_sequence('datasets', 'dataset_id'))::integer as id from generate_series(1, ${count})`),
  )
  return [...ids]
}

export interface RecordedUpload {
  readonly dataset_id: number
  readonly name: string
  readonly filename: string
  readonly object_key: string
  readonly size_bytes: number
  readonly sha256: string
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly staged_at: number
  readonly trace_id: string
  readonly file: JobFileRow
  readonly event: OutboxEvent
  /** Who brought it, where somebody did. */
  readonly audit?: AuditEntry | undefined
  /** The file of a mirror that it is, where a mirror brings it. */
  readonly fetched?: FetchedFile | undefined
}

/**
 * Records the dataset, its job, the job's file and the event that starts the ingestion, and who brought it: all or nothing.
 */
export function recordUpload(database: Database, upload: RecordedUpload): Promise<void> {
  const { dataset_id, object_key, size_bytes, sha256, trace_id, file, event } = upload
  const name = storableText(upload.name).slice(0, 255)
  const filename = storableText(upload.filename).slice(0, 500)
  const audited =
    upload.audit === undefined ? sql.fragment`` : sql.fragment`, audit as (${auditInsert(upload.audit, 'done')})`
  const { fetched: from } = upload
  const fetched =
    from === undefined
      ? sql.fragment``
      : sql.fragment`, fetched as (${fetchedUpdate(from)}), claimed as (${claimInsert(from.sourceId, dataset_id)})`
  const stagedAt = new Date(upload.staged_at).toISOString()
  return asDatabaseWork(`Recording '${filename}'`, async () => {
    await database.pool.query(sql.unsafe`
      with dataset as (
        insert into datasets (dataset_id, file_id, name, source_filename, raw_file_path, raw_file_size, raw_file_sha256)
        values (${dataset_id}, ${file.file_id}, ${name}, ${filename}, ${object_key}, ${size_bytes}, ${sha256})
      ), job as (
        insert into ingestion_jobs (job_id, file_id, dataset_id, original_filename, raw_file_path, stage, trace_id, created_at)
        values (${file.job_id}, ${file.file_id}, ${dataset_id}, ${filename}, ${object_key}, ${file.stage}, ${trace_id},
          ${stagedAt}::timestamptz)
      ), file as (
        insert into job_files select * from jsonb_populate_record(null::job_files, ${sql.jsonb(storableJson(file))})
      )${audited}${fetched}
      insert into outbox (topic, record_type, record, traceparent, job_id, lane, bulk_file_id)
      values (${event.topic}, ${event.record_type}, ${sql.jsonb(storableJson(event.record))}, ${event.traceparent ?? null},
        ${event.job_id}, ${event.bulk_file_id === undefined ? 'live' : 'bulk'}, ${event.bulk_file_id ?? null})`)
  })
}

export function jobExists(database: Database, jobId: string): Promise<boolean> {
  return asDatabaseWork('Looking for a job', () =>
    database.pool.exists(sql.unsafe`select from ingestion_jobs where job_id = ${jobId}`),
  )
}

/** Those of the ids that no dataset has. */
export async function unknownDatasets(database: Database, ids: readonly number[]): Promise<number[]> {
  const known = await asDatabaseWork('Looking for datasets', () =>
    database.pool.anyFirst(sql.type(z.object({ dataset_id: z.number() }))`
      select dataset_id from datasets where dataset_id = any(${sql.array([...ids], 'int8')})`),
  )
  const found = new Set(known)
  return ids.filter((id) => !found.has(id))
}
