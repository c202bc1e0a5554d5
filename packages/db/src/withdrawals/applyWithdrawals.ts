import { type CommonQueryMethods, sql } from 'slonik'
import { z } from 'zod'
import type { ProfileKey } from '../profiles/ProfileKey.ts'
import { recordRequest, requestLock, type WithdrawalRequest } from './requestWithdrawals.ts'

/** What is to be done to one dataset, by its event. */
export interface Withdrawal {
  readonly withdrawalId: number
  readonly datasetId: number
  readonly kind: WithdrawalRequest['kind']
}

const ids = (numbers: readonly number[]) => sql.array(numbers, 'int4')

const one = z.object({ dataset_id: z.number(), sha256: z.string().nullable(), is_zip: z.boolean() })

/** The datasets with the digests of their files, and whether there are members of them. Unknown ones are left out. */
export async function readWithdrawn(connection: CommonQueryMethods, datasetIds: readonly number[]) {
  return connection.any(sql.type(one)`
    select dataset_id, raw_file_sha256 as sha256,
      written_run_id is null or exists (select from datasets m where m.parent_dataset_id = d.dataset_id) as is_zip
    from datasets d where dataset_id = any (${ids(datasetIds)})`)
}

/** Keeps others from asking for anything: taken before all other locks by who may have to ask something itself. */
export async function lockRequests(connection: CommonQueryMethods): Promise<void> {
  await connection.query(sql.unsafe`select pg_advisory_xact_lock(${requestLock}, 0)`)
}

/** Waits for members of zips that are written now, and keeps others from being made until the transaction ends. */
export async function lockParents(connection: CommonQueryMethods, datasetIds: readonly number[]): Promise<void> {
  await connection.query(sql.unsafe`
    select from datasets where dataset_id = any (${ids(datasetIds)}) order by dataset_id for update`)
}

/**
 * Makes the datasets withdrawn, held or purged, as far as nothing was asked later that is done already. The locks of their
 * files must be held.
 */
export async function saveWithdrawals(
  connection: CommonQueryMethods,
  withdrawals: readonly Withdrawal[],
): Promise<void> {
  const wanted = sql.fragment`unnest(
    ${ids(withdrawals.map(({ withdrawalId }) => withdrawalId))},
    ${ids(withdrawals.map(({ datasetId }) => datasetId))},
    ${sql.array(
      withdrawals.map(({ kind }) => kind),
      'text',
    )}) as w (withdrawal_id, dataset_id, kind)`
  await connection.query(sql.unsafe`
    with latest as (
      select distinct on (dataset_id) * from ${wanted} order by dataset_id, withdrawal_id desc
    ), done as (
      update withdrawals set done_at = now()
      where withdrawal_id = any (${ids(withdrawals.map(({ withdrawalId }) => withdrawalId))}) and done_at is null
    )
    update datasets d set is_active = latest.kind = 'restore', withdrawal_id = latest.withdrawal_id,
      purged_at = case when latest.kind = 'purge' then now() end
    from latest
    where d.dataset_id = latest.dataset_id and coalesce(d.withdrawal_id, 0) < latest.withdrawal_id and d.purged_at is null`)
}

/**
 * Asks the same of members that were written since it was asked of their zips. Where something else was asked of a zip since,
 * that is what its members are asked when its turn comes: to ask for the earlier again would put it behind the later.
 */
export async function askMembers(connection: CommonQueryMethods, withdrawals: readonly Withdrawal[]): Promise<void> {
  for (const { kind, withdrawalId, datasetId } of withdrawals) {
    if (kind === 'purge') continue
    const found = await connection.maybeOne(
      sql.type(z.object({ because: z.string(), requested_by: z.string() }))`
        select w.because, w.requested_by
        from withdrawals w join datasets d using (dataset_id)
        where w.withdrawal_id = ${withdrawalId} and d.withdrawal_id = w.withdrawal_id and not exists (
          select from withdrawals later
          where later.dataset_id = w.dataset_id and later.withdrawal_id > w.withdrawal_id)`,
    )
    if (found === null) continue
    const { because, requested_by: by } = found
    await recordRequest(connection, { kind, datasets: [datasetId], because, by })
  }
}

/** Counts what files were found to hold, and what they say of floats, to other datasets of the same bytes. */
export async function moveVersions(
  connection: CommonQueryMethods,
  moves: readonly { readonly from: number; readonly to: number }[],
): Promise<void> {
  if (moves.length === 0) return
  const moved = sql.fragment`unnest(${ids(moves.map(({ from }) => from))}, ${ids(moves.map(({ to }) => to))})
    as moved (dataset_id, to_id)`
  await connection.query(sql.unsafe`
    with claims as (
      update float_claims c set dataset_id = moved.to_id from ${moved} where c.dataset_id = moved.dataset_id
    )
    update profile_versions v set dataset_id = moved.to_id from ${moved} where v.dataset_id = moved.dataset_id`)
}

/** Notes that nothing of withdrawn datasets is shown. */
export async function hideVersions(connection: CommonQueryMethods, datasetIds: readonly number[]): Promise<void> {
  await connection.query(sql.unsafe`
    update profile_versions v set shown = false from datasets d
    where v.dataset_id = d.dataset_id and not d.is_active and v.shown and d.dataset_id = any (${ids(datasetIds)})`)
}

const key = z.object({
  platform_number: z.string(),
  cycle_number: z.number(),
  direction: z.enum(['A', 'D']),
  source_kind: z.enum(['core', 'bgc', 'synthetic']),
  profile_index: z.number(),
})

/** The profiles that datasets were found to hold. */
export async function readHeldKeys(
  connection: CommonQueryMethods,
  datasetIds: readonly number[],
): Promise<readonly ProfileKey[]> {
  const rows = await connection.any(sql.type(key)`
    select distinct platform_number, cycle_number, direction, source_kind, profile_index
    from profile_versions where dataset_id = any (${ids(datasetIds)})`)
  return rows.map((row) => ({
    platformNumber: row.platform_number,
    cycleNumber: row.cycle_number,
    direction: row.direction,
    sourceKind: row.source_kind,
    profileIndex: row.profile_index,
  }))
}
