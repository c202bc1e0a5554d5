import type { Database } from '@floatchat/db/connectDatabase'
import { asDatabaseWork } from '@floatchat/db/databaseError'
import { type AskedDataset, recordRequest } from '@floatchat/db/withdrawals/requestWithdrawals'

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

function ask(database: Database, kind: 'withdraw' | 'restore', request: DatasetsRequest): Promise<AskedDataset[]> {
  return asDatabaseWork(`Recording a request to ${kind} datasets`, () =>
    database.pool.transaction((transaction) => recordRequest(transaction, { ...request, kind })),
  )
}
