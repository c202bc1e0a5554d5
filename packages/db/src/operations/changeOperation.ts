import { sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { storableText } from '../storableJson.ts'
import type { OperationState } from './OperationRow.ts'

export type OperationCommand = 'pause' | 'resume' | 'stop'

const outcome: Readonly<Record<OperationCommand, OperationState>> = {
  pause: 'paused',
  resume: 'running',
  stop: 'stopped',
}

/**
 * Pauses, resumes or stops an operation that has not ended. Files that were sent go on to their end; of one that is
 * stopped the others are let go of. What is so already stays so.
 *
 * @returns the state that it has now; undefined for an unknown one.
 */
export function changeOperation(
  database: Database,
  operationId: string,
  command: OperationCommand,
  by: string,
): Promise<OperationState | undefined> {
  const state = outcome[command]
  return asDatabaseWork('Changing an operation', () =>
    database.pool.transaction(async (transaction) => {
      await transaction.query(sql.unsafe`
        update operations set state = ${state}, changed_by = ${storableText(by).slice(0, 200)}, changed_at = now(),
          ended_at = case when ${state === 'stopped'} then now() end
        where operation_id = ${operationId} and state in ('running', 'paused') and state <> ${state}`)
      const now = await transaction.maybeOneFirst(sql.type(z.object({ state: z.string() }))`
        select state from operations where operation_id = ${operationId}`)
      if (now === 'stopped')
        await transaction.query(sql.unsafe`
          delete from operation_files where operation_id = ${operationId} and state = 'waiting'`)
      return (now ?? undefined) as OperationState | undefined // As the check constraint has it.
    }),
  )
}
