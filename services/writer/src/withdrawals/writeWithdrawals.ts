import { IngestionError } from '@floatchat/contracts/IngestionError'
import type { datasetsWritten, Outgoing } from '@floatchat/contracts/topics'
import type { PartitionContext } from '@floatchat/stage/Stage'
import type { WithdrawalMessage } from '../runs/Message.ts'
import type { PartitionRuns } from '../runs/PartitionRuns.ts'
import { writeReadyRuns } from '../runs/writeReadyRuns.ts'
import type { Writer } from '../Writer.ts'
import { inTransaction } from '../writing/inTransaction.ts'
import { applyWithdrawals } from './applyWithdrawals.ts'

const kinds = { FileWithdrawn: 'withdraw', FileRestored: 'restore', FilePurged: 'purge' } as const

/** As many in one transaction: it locks all their floats. */
const atOnce = 500

/** Lets a withdrawal wait for others, behind the files that were complete before it. */
export async function* gatherWithdrawal(
  writer: Writer,
  runs: PartitionRuns,
  message: WithdrawalMessage,
  context: PartitionContext,
): AsyncGenerator<Outgoing<typeof datasetsWritten>> {
  if (runs.ready.size > 0) yield* writeReadyRuns(writer, runs, context)
  runs.withdrawals.push(message)
  if (runs.withdrawals.length >= atOnce) await writeWithdrawals(writer, runs, context)
}

/** Does the withdrawals, restores and purges that wait. One that cannot be done goes to the dead letters. */
export async function writeWithdrawals(writer: Writer, runs: PartitionRuns, context: PartitionContext): Promise<void> {
  const waiting = runs.withdrawals
  if (waiting.length === 0) return
  if (!(await isDone(writer, waiting))) {
    for (const one of waiting) {
      const failure = await failureOf(writer, [one])
      if (failure !== undefined) await context.deadLetter(one, failure)
    }
  }
  runs.withdrawals = []
}

async function isDone(writer: Writer, messages: readonly WithdrawalMessage[]): Promise<boolean> {
  return (await failureOf(writer, messages)) === undefined
}

/**
 * Why they cannot be done, undefined where they are.
 *
 * @throws IngestionError where the moment is to blame: they wait on.
 */
async function failureOf(writer: Writer, messages: readonly WithdrawalMessage[]): Promise<unknown> {
  const [only] = messages
  const doing =
    only !== undefined && messages.length === 1
      ? `The request to ${kinds[only.type]} '${only.value.filename}'`
      : `The requests to withdraw or restore ${messages.length} files`
  const withdrawals = messages.map(({ type, value }) => ({
    withdrawalId: value.withdrawal_id,
    datasetId: value.dataset_id,
    kind: kinds[type],
  }))
  try {
    await inTransaction(writer.database, doing, (connection) => applyWithdrawals(connection, writer.ids, withdrawals))
    return undefined
  } catch (error) {
    if (error instanceof IngestionError && error.retryable) throw error
    return error
  }
}
