import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { Database } from '@floatchat/db/connectDatabase'
import { databaseError } from '@floatchat/db/databaseError'
import { OpenTransaction } from '@floatchat/db/OpenTransaction'
import type { CommonQueryMethods } from '@floatchat/db/types'
import { schedules } from '@floatchat/service/Schedule'
import { tryAgain } from '@floatchat/service/tryAgain'

/**
 * Does the work in a transaction, and again where that met another.
 *
 * @param doing the subject of the sentence that says what went wrong.
 */
export function inTransaction<Result>(
  database: Database,
  doing: string,
  work: (connection: CommonQueryMethods) => Promise<Result>,
): Promise<Result> {
  return tryAgain(schedules.transaction, { mayPass: hasMetAnother }, async () => {
    let transaction: OpenTransaction | undefined
    try {
      transaction = await OpenTransaction.begin(database.pool)
      const result = await work(transaction.connection)
      await transaction.commit()
      return result
    } catch (error) {
      await transaction?.rollback()
      throw databaseError(error, doing)
    }
  })
}

function hasMetAnother(error: unknown): boolean {
  return error instanceof IngestionError && error.code === 'TRANSACTION_CONFLICT'
}
