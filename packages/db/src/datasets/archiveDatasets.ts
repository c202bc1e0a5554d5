import type { DatasetStatistics, DatasetWritten, TestCount } from '@floatchat/contracts/generated/records'
import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'
import { storableJson } from '../storableJson.ts'

const filled = z.object({
  archive_filled: z.string().nullable(),
  dataset_id: z.number().nullable(),
  trace_id: z.string().nullable(),
})

/** What the zip's dataset was filled from, and which dataset that is; undefined for an unknown job. */
export async function readArchiveFilled(connection: CommonQueryMethods, jobId: string) {
  const row = await connection.maybeOne(sql.type(filled)`
    select archive_filled, dataset_id, trace_id from ingestion_jobs where job_id = ${jobId}`)
  return row ?? undefined
}

const member = z.object({ statistics: z.unknown() })

/** The statistics of each member of the zip that is in the database, as the writer told them. */
export async function readMemberStatistics(
  connection: CommonQueryMethods,
  jobId: string,
  attempt: number,
): Promise<DatasetStatistics[]> {
  const rows = await connection.any(sql.type(member)`
    select state #> '{written,statistics}' as statistics from job_files
    where job_id = ${jobId} and not is_root and attempt = ${attempt} and status = 'succeeded'
    order by member_number, file_id`)
  return rows.map((row) => row.statistics as DatasetStatistics) // Stored from the writer's event as it came.
}

/** Different platforms of the datasets' profiles, as far as no other file has a newer version of them. */
export async function countFloats(connection: CommonQueryMethods, parentDatasetId: number): Promise<number> {
  return connection.oneFirst(sql.type(z.object({ count: int8 }))`
    select count(distinct platform_number) as count
    from profiles join datasets using (dataset_id)
    where parent_dataset_id = ${parentDatasetId}`)
}

export interface ArchiveDataset {
  readonly job_id: string
  readonly dataset_id: number
  readonly filled: string
  readonly statistics: DatasetStatistics
  readonly test_counts: readonly TestCount[]
  /** WKT. */
  readonly polygon: string | null
  readonly event: DatasetWritten
}

/** Fills the zip's dataset from its members, and remembers from which. */
export async function storeArchiveDataset(connection: CommonQueryMethods, archive: ArchiveDataset): Promise<void> {
  const { statistics, event } = archive
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  await connection.query(sql.unsafe`
    update datasets set
      date_range_start = ${iso(statistics.date_range_start)}::timestamptz,
      date_range_end = ${iso(statistics.date_range_end)}::timestamptz,
      bbox = st_geogfromtext(${archive.polygon}),
      float_count = ${statistics.float_count}, profile_count = ${statistics.profile_count},
      measurement_count = ${statistics.measurement_count}, outlier_count = ${statistics.outlier_count},
      variable_list = ${sql.jsonb([...statistics.variables])},
      test_counts = ${sql.jsonb(storableJson(archive.test_counts))},
      written_run_id = ${event.run_id}, written_event = ${sql.jsonb(storableJson(event))}
    where dataset_id = ${archive.dataset_id}`)
  await connection.query(sql.unsafe`
    update ingestion_jobs set archive_filled = ${archive.filled}, archive_stale_since = null
    where job_id = ${archive.job_id}`)
}

/** Notes that a member of the zip was read again just now. */
export async function markArchiveStale(connection: CommonQueryMethods, jobId: string): Promise<void> {
  await connection.query(sql.unsafe`
    update ingestion_jobs set archive_stale_since = clock_timestamp() where job_id = ${jobId}`)
}

const job = z.object({ job_id: z.string() })

/**
 * Zips of which members were read again, none for so many seconds, and none that is still to come: neither of an
 * operation that goes on nor in the outbox.
 */
export function quietArchives(connection: CommonQueryMethods, quietSeconds: number): Promise<readonly string[]> {
  return connection.anyFirst(sql.type(job)`
    select job_id from ingestion_jobs as zip
    where archive_stale_since < clock_timestamp() - make_interval(secs => ${quietSeconds})
      and not exists (select from outbox where lane = 'bulk' and outbox.job_id = zip.job_id)
      and not exists (
        select from operation_files as file join operations using (operation_id) join datasets as member using (dataset_id)
        where operations.state = 'running' and file.state in ('waiting', 'sent')
          and member.parent_dataset_id = zip.dataset_id)
    order by archive_stale_since limit 20`)
}

/** From here on they count as filled from what was read last. */
export async function forgetArchivesStale(connection: CommonQueryMethods, jobIds: readonly string[]): Promise<void> {
  await connection.query(sql.unsafe`
    update ingestion_jobs set archive_stale_since = null where job_id = any(${sql.array([...jobIds], 'uuid')})`)
}
