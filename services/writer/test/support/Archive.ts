import type { FileWithdrawn } from '@floatchat/contracts/generated/records'
import type { Database } from '@floatchat/db/connectDatabase'
import { readRows } from '@floatchat/db/test/support/readRows'
import { recordRequest, type WithdrawalRequest } from '@floatchat/db/withdrawals/requestWithdrawals'
import type { Message, WithdrawalMessage } from '../../src/runs/Message.ts'
import { fileIdOf } from './makeMessages.ts'

/** Asks what operators ask, and gives the events that come of it as messages. */
export class Archive {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @param files their small numbers; those without a dataset are asked for nothing. */
  async ask(kind: WithdrawalRequest['kind'], files: readonly number[]): Promise<Message[]> {
    const ids = await readRows<{ dataset_id: number }>(
      this.#database,
      `select dataset_id from datasets where file_id in (${files.map((file) => `'${fileIdOf(file)}'`).join()})`,
    )
    return this.askFor(
      kind,
      ids.map(({ dataset_id }) => dataset_id),
    )
  }

  async askFor(kind: WithdrawalRequest['kind'], datasets: readonly number[]): Promise<Message[]> {
    await this.#database.pool.transaction((transaction) =>
      recordRequest(transaction, { kind, datasets, because: 'a test', by: 'tester' }),
    )
    return this.take()
  }

  /** The events that wait in the outbox, also those that the writer has put there. */
  async take(): Promise<Message[]> {
    const rows = await readRows<{ record_type: WithdrawalMessage['type']; record: FileWithdrawn }>(
      this.#database,
      `with gone as (delete from outbox where topic = 'profiles.cleaned' returning *)
        select record_type, record from gone order by outbox_id`,
    )
    const at = { partition: 0, offset: 0n, timestamp: Date.UTC(2026, 0, 1) }
    return rows.map(({ record_type: type, record: value }) => ({ ...at, type, value }))
  }
}
