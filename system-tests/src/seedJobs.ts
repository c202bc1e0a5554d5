import { readRows } from '@floatchat/db/test/support/readRows'
import type { System } from './openSystem.ts'

/** The id of a seeded job, from 1. */
export const seededJob = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/**
 * Puts so many jobs into the database as if their files had been ingested, a minute apart, each with its dataset: one in
 * ten has failed by its file. Nothing of them was ever on a topic.
 */
export async function seedJobs(system: System, all: number): Promise<void> {
  await readRows(
    system.database,
    `
insert into datasets (dataset_id, source_filename, ingestion_date, profile_count, outlier_count, measurement_count)
overriding system value
select 1000000 + n, 'R' || n || '.nc', timestamptz '2024-01-01T00:00Z' + n * interval '1 minute', 1, 0, 100
from generate_series(1, ${all}) as n;
insert into ingestion_jobs (job_id, dataset_id, original_filename, created_at, started_at, completed_at, status, errors,
  profiles_total, profiles_ingested, progress_pct)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 1000000 + n, 'R' || n || '.nc', at, at, at,
  case when n % 10 = 0 then 'failed' else 'succeeded' end,
  case when n % 10 = 0 then jsonb_build_array(jsonb_build_object('file', null, 'stage', 'parser', 'code', 'NOT_ARGO',
    'profile_number', null, 'platform_number', null, 'cycle_number', null, 'reason', 'It is none.')) else '[]' end,
  1, case when n % 10 = 0 then 0 else 1 end, 100
from generate_series(1, ${all}) as n, lateral (select timestamptz '2024-01-01T00:00Z' + n * interval '1 minute' as at) as t;
analyze;`,
  )
}
