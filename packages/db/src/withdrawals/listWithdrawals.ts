import { type FragmentSqlToken, sql } from 'slonik'
import { z } from 'zod'
import type { Database } from '../connectDatabase.ts'
import { asDatabaseWork } from '../databaseError.ts'
import { int8 } from '../int8.ts'

/** A request as it is read. Times are milliseconds since 1970-01-01T00:00Z. */
export const withdrawalRow = z.object({
  withdrawal_id: z.number(),
  kind: z.enum(['withdraw', 'restore', 'purge']),
  dataset_id: z.number(),
  through_dataset_id: z.number().nullable(),
  filename: z.string().nullable(),
  because: z.string(),
  requested_by: z.string(),
  requested_at: z.number(),
  done_at: z.number().nullable(),
})
export type WithdrawalRow = z.output<typeof withdrawalRow>

export interface WithdrawalFilter {
  readonly datasetId?: number | undefined
  readonly isDone?: boolean | undefined
  readonly limit: number
  readonly offset: number
}

/** Requests, newest first, and how many there are in all. */
export function listWithdrawals(
  { pool }: Database,
  { datasetId, isDone, limit, offset }: WithdrawalFilter,
): Promise<{ withdrawals: readonly WithdrawalRow[]; total: number }> {
  // A purge is done when the bytes are gone too.
  const doneAt = sql.fragment`case when kind = 'purge' then greatest(done_at, case when done_at is not null then bytes_removed_at end) else done_at end`
  const open = sql.fragment`(done_at is null or (kind = 'purge' and bytes_removed_at is null))`
  const conditions: FragmentSqlToken[] = [sql.fragment`true`]
  if (datasetId !== undefined) conditions.push(sql.fragment`withdrawals.dataset_id = ${datasetId}`)
  if (isDone !== undefined) conditions.push(isDone ? sql.fragment`not ${open}` : open)
  const where = sql.join(conditions, sql.fragment` and `)
  return asDatabaseWork('Listing withdrawals', async () => {
    const [withdrawals, total] = await Promise.all([
      pool.any(sql.type(withdrawalRow)`
        select withdrawals.withdrawal_id, kind, dataset_id, through_dataset_id, source_filename as filename, because,
          requested_by, requested_at, case when ${open} then null else ${doneAt} end as done_at
        from withdrawals join datasets using (dataset_id) where ${where}
        order by withdrawals.withdrawal_id desc limit ${limit} offset ${offset}`),
      pool.oneFirst(sql.type(z.object({ count: int8 }))`select count(*) as count from withdrawals where ${where}`),
    ])
    return { withdrawals, total }
  })
}
