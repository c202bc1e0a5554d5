import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import { joinLatest, lastAsked } from './lastAsked.ts'
import type { WithdrawalRequest } from './requestWithdrawals.ts'

/** Which datasets are meant: one of these. */
export interface DatasetChoice {
  readonly datasets?: readonly number[] | undefined
  /** Every dataset whose file holds a profile, or tells, of this float. */
  readonly platformNumber?: string | undefined
  /** What a job ingested. */
  readonly jobId?: string | undefined
}

/**
 * The datasets that are meant, for a request of the kind: of a float those that are held, or those that are not. What was
 * asked for last decides, done or not: a restoration may follow while the withdrawal of thousands is under way.
 */
export async function chooseDatasets(
  connection: CommonQueryMethods,
  kind: WithdrawalRequest['kind'],
  { datasets, platformNumber, jobId }: DatasetChoice,
): Promise<readonly number[]> {
  if (datasets !== undefined) return datasets
  const id = z.object({ dataset_id: z.number() })
  if (jobId !== undefined) {
    return connection.anyFirst(sql.type(id)`
      select dataset_id from ingestion_jobs where job_id = ${jobId} and dataset_id is not null`)
  }
  // Of the same bytes as two datasets one has the rows, and both are meant.
  return connection.anyFirst(sql.type(id)`
    select d.dataset_id from datasets d ${joinLatest(sql.identifier(['d', 'dataset_id']))}
    where d.purged_at is null and d.raw_file_sha256 in (
        select home.raw_file_sha256 from float_claims c join datasets home using (dataset_id)
        where c.platform_number = ${platformNumber ?? ''})
      and ${lastAsked} = ${kind === 'withdraw' ? 'restore' : 'withdraw'}
    order by d.dataset_id`)
}
