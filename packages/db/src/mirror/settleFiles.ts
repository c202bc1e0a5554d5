import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

const settled = z.object({ open: int8, failed: int8 })

/**
 * Asks what became of the files that were taken: in the database, or refused by a stage, in which case they are wanted
 * again. A refused one may have been retried since.
 *
 * @returns how many are still on their way, and how many were refused.
 */
export function settleFiles(database: Database, sourceId: number): Promise<z.output<typeof settled>> {
  return asDatabaseWork('Looking what became of the files', async () => {
    await database.pool.query(sql.unsafe`
      update mirror_files as f set
        state = case when is_written then 'held' else 'failed' end,
        problem = case when is_written then case when f.wanted_since is null then null else f.problem end else reason end,
        wanted_since = case when is_written then f.wanted_since else coalesce(f.wanted_since, now()) end
      from (
        select path, d.written_run_id is not null as is_written, job.status, job.error_log as reason
        from mirror_files join datasets as d using (dataset_id)
        cross join lateral (
          select status, error_log from ingestion_jobs
          where ingestion_jobs.dataset_id = coalesce(d.parent_dataset_id, d.dataset_id)
          order by created_at desc limit 1
        ) as job
        where source_id = ${sourceId} and state in ('taken', 'failed')
      ) as now_is
      where f.source_id = ${sourceId} and f.path = now_is.path and (is_written or now_is.status = 'failed')
        and f.state is distinct from case when is_written then 'held' else 'failed' end`)
    return database.pool.one(sql.type(settled)`
      select count(*) filter (where state = 'taken' and dataset_id is not null) as open,
        count(*) filter (where state = 'failed') as failed
      from mirror_files where source_id = ${sourceId} and state in ('taken', 'failed')`)
  })
}
