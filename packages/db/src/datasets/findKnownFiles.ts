import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { jobStatus } from '../jobs/JobFileRow.ts'

const knownFile = z.object({
  sha256: z.string(),
  dataset_id: z.number(),
  /** The newest job that ingested it, or that of the zip which it came in. */
  job_id: z.string(),
  filename: z.string().nullable(),
  status: jobStatus,
  /** Of its profiles, as the file has them. */
  profile_count: z.number().nullable(),
  /** Why it failed, as a code and in a sentence. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
})
export type KnownFile = z.output<typeof knownFile>

/**
 * The files held already, by the SHA-256 of their bytes: one for each digest, the first that is in the database, else
 * one on its way, else the newest that failed.
 *
 * @param verdicts codes of errors that are about the bytes themselves. A file that failed otherwise (an outage, a fault
 * of ours) is not named: sent again it may be taken.
 */
export function findKnownFiles(
  database: Database,
  digests: readonly string[],
  verdicts: readonly string[],
): Promise<KnownFile[]> {
  return asDatabaseWork('Looking for files by their digests', async () => {
    const rows = await database.pool.any(sql.type(knownFile)`
      select distinct on (sha256) *
      from (
        select raw_file_sha256 as sha256, dataset.dataset_id, job.job_id, source_filename as filename,
          case when written_run_id is not null then 'succeeded' else job.status end as status,
          profile_count,
          case when written_run_id is null then job.errors #>> '{0,code}' end as code,
          case when written_run_id is null then job.error_log end as reason,
          (select bool_and(coalesce(error ->> 'code', '') = any(${sql.array([...verdicts], 'text')}))
            from jsonb_array_elements(job.errors) as error) as judged
        from datasets as dataset
        cross join lateral (
          select job_id, status, error_log, errors from ingestion_jobs
          where ingestion_jobs.dataset_id = coalesce(dataset.parent_dataset_id, dataset.dataset_id)
          order by created_at desc limit 1
        ) as job
        where is_active and raw_file_sha256 = any(${sql.array([...digests], 'bpchar')})
      ) as held
      where status <> 'failed' or judged
      order by sha256, array_position(array['succeeded', 'running', 'pending', 'failed'], status::text),
        case status when 'failed' then -dataset_id else dataset_id end`)
    return [...rows]
  })
}
