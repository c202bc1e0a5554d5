import { type IdentifierSqlToken, sql } from 'slonik'

/** Joins what was asked for last of a dataset, as `latest`: its kind, the zip that it was asked for, and when it was done. */
export function joinLatest(dataset: IdentifierSqlToken) {
  return sql.fragment`
    left join lateral (
      select kind, through_dataset_id, done_at from withdrawals
      where withdrawals.dataset_id = ${dataset} order by withdrawal_id desc limit 1
    ) as latest on true`
}

/** What was asked for last decides, done or not: `restore` of what is held, `withdraw` or `purge` of what is not. */
export const lastAsked = sql.fragment`coalesce(latest.kind, case when is_active then 'restore' else 'withdraw' end)`
