import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { int8 } from '../int8.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { tellOutboxFilled } from '../outbox/outboxChannel.ts'
import { joinLatest, lastAsked } from './lastAsked.ts'

/** What is asked for datasets, by whom and why. */
export interface WithdrawalRequest {
  readonly kind: 'withdraw' | 'restore' | 'purge'
  readonly datasets: readonly number[]
  readonly because: string
  readonly by: string
}

const asked = z.object({
  dataset_id: z.number(),
  filename: z.string().nullable(),
  /** The zip that it was asked for, where the dataset is a member of it. */
  through_dataset_id: z.number().nullable(),
  /**
   * requested: it will be done. already: it is so, or under way. separately: a member of the zip that was withdrawn by
   * itself and stays so. purged: its bytes are gone for good. held: only what is withdrawn can be purged. unknown: there
   * is no such dataset.
   */
  outcome: z.enum(['requested', 'already', 'separately', 'purged', 'held', 'unknown']),
})
export type AskedDataset = z.output<typeof asked>

// Names the lock of those who ask among the advisory locks of the database.
export const requestLock = 4_718

/**
 * What a request comes to for each dataset, members of zips included. What was asked for last decides, done or not; a
 * member that was withdrawn by itself does not come back with its zip.
 */
export async function previewRequest(
  connection: CommonQueryMethods,
  { kind, datasets }: Pick<WithdrawalRequest, 'kind' | 'datasets'>,
): Promise<AskedDataset[]> {
  const ids = sql.array([...new Set(datasets)], 'int4')
  const rows = await connection.any(sql.type(asked)`
    with chosen as (
      select dataset_id, null::integer as through_dataset_id from datasets where dataset_id = any (${ids})
      union all
      select dataset_id, parent_dataset_id from datasets
      where parent_dataset_id = any (${ids}) and dataset_id <> all (${ids})
    )
    select named.dataset_id, source_filename as filename, chosen.through_dataset_id,
      case
        when datasets.dataset_id is null then 'unknown'
        when purged_at is not null or latest.kind = 'purge' then 'purged'
        when ${kind} = 'purge' then case
          when is_active or latest.kind = 'restore' or (latest.kind = 'withdraw' and latest.done_at is null) then 'held'
          else 'requested' end
        when ${lastAsked} = ${kind} then 'already'
        when ${kind} = 'restore' and chosen.through_dataset_id is not null
          and coalesce(latest.through_dataset_id <> chosen.through_dataset_id, latest.kind is not null) then 'separately'
        else 'requested'
      end as outcome
    from (select dataset_id from chosen union select unnest(${ids})) as named
      left join chosen using (dataset_id)
      left join datasets using (dataset_id)
      ${joinLatest(sql.identifier(['named', 'dataset_id']))}
    order by named.dataset_id`)
  return [...rows]
}

const recorded = z.object({
  withdrawal_id: z.number(),
  dataset_id: z.number(),
  file_id: z.string(),
  sha256: z.string(),
  filename: z.string(),
  job_id: z.string(),
  requested_at: int8,
})

/** What the event of each kind of request is called. */
export const recordTypes = { withdraw: 'FileWithdrawn', restore: 'FileRestored', purge: 'FilePurged' } as const

/** Records the requests and the events that have the writer do them, within a transaction. */
export async function recordRequest(
  connection: CommonQueryMethods,
  request: WithdrawalRequest,
): Promise<AskedDataset[]> {
  const { kind, because, by } = request
  // Of two that ask at once the second sees what the first has recorded.
  await connection.query(sql.unsafe`select pg_advisory_xact_lock(${requestLock}, 0)`)
  const all = await previewRequest(connection, request)
  const wanted = all.filter(({ outcome }) => outcome === 'requested')
  const rows = await connection.any(sql.type(recorded)`
    with recorded as (
      insert into withdrawals (kind, dataset_id, through_dataset_id, because, requested_by)
      select ${kind}, dataset_id, through_dataset_id, ${because}, left(${by}, 200)
      from unnest(
        ${sql.array(
          wanted.map((one) => one.dataset_id),
          'int4',
        )},
        ${sql.array(
          wanted.map((one) => one.through_dataset_id),
          'int4',
        )}) as wanted (dataset_id, through_dataset_id)
      returning withdrawal_id, dataset_id, requested_at
    )
    select recorded.withdrawal_id, dataset_id, coalesce(datasets.file_id, gen_random_uuid()) as file_id,
      coalesce(raw_file_sha256, '') as sha256, coalesce(source_filename, '') as filename,
      coalesce((
        select job_id from ingestion_jobs
        where ingestion_jobs.dataset_id = coalesce(parent_dataset_id, datasets.dataset_id)
        order by created_at desc limit 1), datasets.file_id, gen_random_uuid()) as job_id,
      (1000 * extract(epoch from requested_at))::bigint as requested_at
    from recorded join datasets using (dataset_id) order by recorded.withdrawal_id`)
  await enqueue(
    connection,
    rows.map(({ job_id, ...file }) => ({
      topic: 'profiles.cleaned',
      record_type: recordTypes[kind],
      record: { ...file, because, requested_by: by },
      traceparent: undefined,
      job_id,
    })),
  )
  if (rows.length > 0) await tellOutboxFilled(connection)
  return all
}
