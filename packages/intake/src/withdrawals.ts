import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { chooseDatasets, type DatasetChoice } from '@floatchat/db/withdrawals/chooseDatasets'
import { type FloatEffect, previewEffect } from '@floatchat/db/withdrawals/previewEffect'
import {
  type AskedDataset,
  previewRequest,
  recordRequest,
  type WithdrawalRequest,
} from '@floatchat/db/withdrawals/requestWithdrawals'
import type { Bucket } from '@floatchat/objects/Bucket'
import { removePurgedBytes } from './removePurgedBytes.ts'

/** Datasets that somebody asks something of. A zip's dataset stands for its members too. */
export interface DatasetsRequest {
  readonly datasets: readonly number[]
  /** Why: it is remembered, and told to whoever follows the topics. */
  readonly because: string
  /** Who asks. */
  readonly by: string
}

/**
 * Asks that datasets be withdrawn: what they alone hold is shown no more. It is recorded at once and done by the
 * writer, in its order among the runs over each file; `datasets.is_active` says when. Asking twice is harmless.
 *
 * @returns what it comes to for each dataset, members of zips included.
 */
export function requestWithdrawal(database: Database, request: DatasetsRequest): Promise<AskedDataset[]> {
  return ask(database, 'withdraw', request)
}

/** Asks that withdrawn datasets be held again, likewise. What was purged cannot come back. */
export function requestRestore(database: Database, request: DatasetsRequest): Promise<AskedDataset[]> {
  return ask(database, 'restore', request)
}

/**
 * Asks that withdrawn datasets be purged, and removes their raw bytes: they cannot come back. What the bucket does not
 * do now is done later (`removePurgedBytes`).
 */
export async function requestPurge(
  database: Database,
  bucket: Pick<Bucket, 'remove'>,
  request: DatasetsRequest,
): Promise<AskedDataset[]> {
  const asked = await ask(database, 'purge', request)
  await removePurgedBytes(database, bucket)
  return asked
}

function ask(database: Database, kind: WithdrawalRequest['kind'], request: DatasetsRequest): Promise<AskedDataset[]> {
  return asDatabaseWork(`Recording a request to ${kind} datasets`, () =>
    database.pool.transaction((transaction) => recordRequest(transaction, { ...request, kind })),
  )
}

/** The datasets that are meant by their ids, by a float or by a job. */
export function datasetsMeant(
  { pool }: Database,
  kind: WithdrawalRequest['kind'],
  choice: DatasetChoice,
): Promise<readonly number[]> {
  return asDatabaseWork('Looking for datasets', () => chooseDatasets(pool, kind, choice))
}

/** What a request would come to for each dataset, and what would change of the profiles shown, float by float. */
export interface RequestPreview {
  readonly datasets: readonly AskedDataset[]
  readonly floats: readonly FloatEffect[]
}

/** Looks what a request would do, and does nothing. */
export function previewWithdrawal(
  { pool }: Database,
  kind: WithdrawalRequest['kind'],
  datasetIds: readonly number[],
): Promise<RequestPreview> {
  return asDatabaseWork('Looking what a request would do', async () => {
    const datasets = await previewRequest(pool, { kind, datasets: datasetIds })
    const requested = datasets.flatMap(({ dataset_id, outcome }) => (outcome === 'requested' ? [dataset_id] : []))
    return { datasets, floats: await previewEffect(pool, kind, requested) }
  })
}
