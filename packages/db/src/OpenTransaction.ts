import { conflict } from '@floatchat/contracts/IngestionError'
import type { DatabasePool, DatabaseTransactionConnection } from 'slonik'

/**
 * A transaction that stays open from one message to the next, until it is told how to end. slonik's
 * own lasts as long as one function call: here that call waits for `commit` or `rollback`.
 */
export class OpenTransaction {
  /** For everything done in the transaction; one statement at a time. */
  readonly connection: DatabaseTransactionConnection
  readonly #end: (failure?: Error) => void
  readonly #ended: Promise<void>

  #over = false

  private constructor(connection: DatabaseTransactionConnection, end: (failure?: Error) => void, ended: Promise<void>) {
    // Told to end, slonik would still run statements on the connection, each committed by itself.
    this.connection = new Proxy(connection, {
      get: (target, name, receiver) => {
        if (this.#over) throw conflict('The transaction has ended, and something was still to be done in it.')
        return Reflect.get(target, name, receiver)
      },
    })
    this.#end = end
    this.#ended = ended
  }

  static async begin(pool: DatabasePool): Promise<OpenTransaction> {
    const end = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<DatabaseTransactionConnection>()
    const ended = pool.transaction(async (connection) => {
      begun.resolve(connection)
      await end.promise
    })
    // Where the connection cannot be had, the beginning fails; later, whoever ends it is told.
    ended.catch((error: unknown) => begun.reject(error))
    const connection = await begun.promise
    return new OpenTransaction(
      connection,
      (failure) => (failure === undefined ? end.resolve() : end.reject(failure)),
      ended,
    )
  }

  /** Rejects where the transaction was not committed, or where nobody can say whether it was. */
  async commit(): Promise<void> {
    this.#over = true
    this.#end()
    await this.#ended
  }

  /** Never rejects: a transaction that cannot be rolled back is rolled back by the server. */
  async rollback(): Promise<void> {
    this.#over = true
    this.#end(new RolledBack())
    await this.#ended.catch(() => {})
  }
}

class RolledBack extends Error {
  override readonly message = 'rolled back on purpose'
}
