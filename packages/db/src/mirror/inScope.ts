import { type FragmentSqlToken, sql } from 'slonik'

/** Whether a path is below one of the folders given, `aoml/13857`; all are where none is given. */
export function inScope(only: readonly string[], path: FragmentSqlToken = sql.fragment`path`): FragmentSqlToken {
  if (only.length === 0) return sql.fragment`true`
  const prefixes = only.map((folder) => `${folder}/`)
  return sql.fragment`exists (
    select from unnest(${sql.array(prefixes, 'text')}) as folder where starts_with(${path}, folder))`
}
