import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { storableJson } from '../storableJson.ts'
import type { JobFileRow, JobFilesTable } from './JobFileRow.ts'

export interface FileKey {
  readonly job_id: string
  readonly file_id: string
}

const stored = z.object({ job_id: z.string(), file_id: z.string(), state: z.unknown() })

/** The stored states of the files, as far as there are any. */
export async function readFileStates(
  connection: CommonQueryMethods,
  table: JobFilesTable,
  keys: readonly FileKey[],
): Promise<z.output<typeof stored>[]> {
  const rows = await connection.any(sql.type(stored)`
    select job_id, file_id, state
    from ${sql.identifier([table])}
    join unnest(${sql.array(
      keys.map((key) => key.job_id),
      'uuid',
    )}, ${sql.array(
      keys.map((key) => key.file_id),
      'uuid',
    )})
      as wanted (job_id, file_id) using (job_id, file_id)`)
  return [...rows]
}

/** Stores the files' rows in the place of those that were there. */
export async function writeJobFiles(
  connection: CommonQueryMethods,
  table: JobFilesTable,
  rows: readonly JobFileRow[],
): Promise<void> {
  const records = rows.map((row) => ({
    ...row,
    filename: row.filename.slice(0, 1000),
    started_at: row.started_at === null ? null : new Date(row.started_at).toISOString(),
    ended_at: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
  }))
  await connection.query(sql.unsafe`
    insert into ${sql.identifier([table])}
    select * from jsonb_populate_recordset(null::job_files, ${sql.jsonb(storableJson(records))})
    on conflict (job_id, file_id) do update set
      is_root = excluded.is_root, attempt = excluded.attempt, member_number = excluded.member_number,
      filename = excluded.filename, dataset_id = excluded.dataset_id, status = excluded.status,
      stage = excluded.stage, progress_pct = excluded.progress_pct, profiles_total = excluded.profiles_total,
      profiles_ingested = excluded.profiles_ingested, profiles_rejected = excluded.profiles_rejected,
      profiles_superseded = excluded.profiles_superseded, outlier_count = excluded.outlier_count,
      reason = excluded.reason, started_at = excluded.started_at, ended_at = excluded.ended_at,
      run_id = excluded.run_id, members_total = excluded.members_total, stage_times = excluded.stage_times,
      state = excluded.state`)
}
