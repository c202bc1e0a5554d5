import { setTimeout as sleep } from 'node:timers/promises'
import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { databaseError } from '@floatchat/db/databaseError'
import { OpenTransaction } from '@floatchat/db/OpenTransaction'
import type { CommonQueryMethods } from '@floatchat/db/types'

/** How often a transaction that met another is tried again at once. */
const tries = 6

/**
 * Does the work in a transaction, and again where that met another.
 *
 * @param doing the subject of the sentence that says what went wrong.
 */
export async function inTransaction<Result>(
  database: Database,
  doing: string,
  work: (connection: CommonQueryMethods) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    let transaction: OpenTransaction | undefined
    try {
      transaction = await OpenTransaction.begin(database.pool)
      const result = await work(transaction.connection)
      await transaction.commit()
      return result
    } catch (error) {
      await transaction?.rollback()
      const known = databaseError(error, doing)
      const met = known instanceof IngestionError && known.code === 'TRANSACTION_CONFLICT'
      if (!met || attempt >= tries) throw known
      await sleep(Math.random() * 20 * attempt)
    }
  }
}
